package com.homedelivery.dashboard.traces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an order's traces below each other, each where it stands in time. Where nothing is under way for long, time is
 * left out: an order lies in wait for its rider for minutes, and what happens takes milliseconds.
 *
 * @param startMicros when it began, since 1970
 * @param durationMicros from the beginning of the first part to the end of the last
 */
public record Waterfall(long startMicros, long durationMicros, List<Row> rows) {

    private static final long SHORTEST_GAP_MICROS = 250_000;
    private static final double GAP_WIDTH = 0.03;
    private static final double ALL_GAPS = 0.4;

    /** A line of the picture. Places and widths are parts of the whole, 0 to 1. */
    public sealed interface Row {

        double left();

        double width();

        long durationMicros();
    }

    /**
     * What a service did.
     *
     * @param offsetMicros since the beginning of all
     * @param depth how many parts it belongs to
     */
    public record Hop(
            String service,
            String name,
            String kind,
            boolean failed,
            int depth,
            long offsetMicros,
            long durationMicros,
            double left,
            double width)
            implements Row {}

    /** Time during which nobody did anything for the order. */
    public record Gap(long offsetMicros, long durationMicros, double left, double width) implements Row {}

    /** @param spans in the order in which they began, at least one */
    public static Waterfall of(List<Span> spans) {
        long start = spans.getFirst().startMicros();
        long end = spans.stream().mapToLong(Span::endMicros).max().orElse(start);
        List<Long> gapStarts = new ArrayList<>();
        List<Long> gapEnds = new ArrayList<>();
        long busyUntil = start;
        for (Span span : spans) {
            if (span.startMicros() - busyUntil >= SHORTEST_GAP_MICROS) {
                gapStarts.add(busyUntil);
                gapEnds.add(span.startMicros());
            }
            busyUntil = Math.max(busyUntil, span.endMicros());
        }
        Axis axis = new Axis(start, end, gapStarts, gapEnds);
        Map<String, Integer> depths = depths(spans);
        List<Row> rows = new ArrayList<>();
        int nextGap = 0;
        for (Span span : spans) {
            if (nextGap < gapEnds.size() && span.startMicros() >= gapEnds.get(nextGap)) {
                rows.add(axis.gap(nextGap++));
            }
            double left = axis.place(span.startMicros());
            rows.add(new Hop(
                    span.service(),
                    span.name(),
                    span.kind(),
                    span.failed(),
                    depths.getOrDefault(span.spanId(), 0),
                    span.startMicros() - start,
                    span.durationMicros(),
                    left,
                    axis.place(span.endMicros()) - left));
        }
        return new Waterfall(start, end - start, rows);
    }

    /** A parent usually begins before its children, but clocks are only so exact. */
    private static Map<String, Integer> depths(List<Span> spans) {
        Map<String, String> parents = new HashMap<>();
        spans.forEach(span -> parents.put(span.spanId(), span.parentId()));
        Map<String, Integer> depths = new HashMap<>();
        for (Span span : spans) {
            int depth = 0;
            String parent = span.parentId();
            while (parents.containsKey(parent) && depth < spans.size()) {
                depth++;
                parent = parents.get(parent);
            }
            depths.put(span.spanId(), depth);
        }
        return depths;
    }

    /** Where a moment stands: each gap has the same width, and what is left is shared by time. */
    private record Axis(long start, long end, List<Long> gapStarts, List<Long> gapEnds) {

        private double gapWidth() {
            return gapStarts.isEmpty() ? 0 : Math.min(GAP_WIDTH, ALL_GAPS / gapStarts.size());
        }

        private double place(long micros) {
            long busy = micros - start;
            long allBusy = end - start;
            double gaps = 0;
            for (int i = 0; i < gapStarts.size(); i++) {
                long length = gapEnds.get(i) - gapStarts.get(i);
                allBusy -= length;
                if (micros >= gapEnds.get(i)) {
                    busy -= length;
                    gaps += gapWidth();
                }
            }
            double share = allBusy == 0 ? 0 : (double) busy / allBusy;
            return share * (1 - gapStarts.size() * gapWidth()) + gaps;
        }

        private Gap gap(int index) {
            long from = gapStarts.get(index);
            return new Gap(from - start, gapEnds.get(index) - from, place(from), gapWidth());
        }
    }
}

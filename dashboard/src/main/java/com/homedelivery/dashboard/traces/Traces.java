package com.homedelivery.dashboard.traces;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The traces of the last while, in memory. An order may have several: each request of a client that names none begins one
 * anew, and by the events in them they are the order's.
 */
public final class Traces {

    private static final Pattern SENT = Pattern.compile("send ([a-z_]+\\.[a-z_]+) to .*");
    private static final String PLACED = "send order.created to ";

    private final int limit;
    private final Map<String, List<Span>> traces = new LinkedHashMap<>();

    /** @param limit how many traces are kept; those without an order go first, then the oldest */
    public Traces(int limit) {
        this.limit = limit;
    }

    /**
     * An order of which there is a trace.
     *
     * @param placedMicros when it was placed, since 1970
     * @param lastEvent what happened to it last, as far as it is known: {@code order.confirmed}
     * @param spans how many parts its traces have
     */
    public record Order(String id, long placedMicros, String lastEvent, int spans) {}

    public synchronized void add(Collection<Span> spans) {
        spans.forEach(span ->
                traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span));
        while (traces.size() > limit) {
            traces.remove(leastWanted());
        }
    }

    private String leastWanted() {
        return traces.entrySet().stream()
                .filter(trace -> trace.getValue().stream()
                        .allMatch(span -> span.subject().isEmpty()))
                .findFirst()
                .orElseGet(() -> traces.entrySet().iterator().next())
                .getKey();
    }

    /** What has arrived of a trace, in the order in which it began. */
    public synchronized List<Span> trace(String traceId) {
        return inOrder(traces.getOrDefault(traceId, List.of()));
    }

    /** What has arrived of all traces of an order, in the order in which it began; empty when nothing is known of it. */
    public synchronized List<Span> ofOrder(String orderId) {
        return inOrder(traces.values().stream()
                .filter(spans -> spans.stream().anyMatch(span -> span.subject().equals(orderId)))
                .flatMap(List::stream)
                .toList());
    }

    /** The orders that were placed last, newest first. */
    public synchronized List<Order> latestOrders(int count) {
        Set<String> seen = new HashSet<>();
        return traces.values().stream()
                .flatMap(List::stream)
                .filter(span -> span.name().startsWith(PLACED) && seen.add(span.subject()))
                .sorted(Comparator.comparingLong(Span::startMicros).reversed())
                .limit(count)
                .map(placed -> order(placed))
                .toList();
    }

    private Order order(Span placed) {
        List<Span> spans = ofOrder(placed.subject());
        String lastEvent = spans.reversed().stream()
                .filter(span -> span.subject().equals(placed.subject()))
                .map(span -> SENT.matcher(span.name()))
                .filter(Matcher::matches)
                .map(sent -> sent.group(1))
                .findFirst()
                .orElse("");
        return new Order(placed.subject(), placed.startMicros(), lastEvent, spans.size());
    }

    private static List<Span> inOrder(List<Span> spans) {
        return spans.stream()
                .sorted(Comparator.comparingLong(Span::startMicros))
                .toList();
    }
}

package com.homedelivery.dashboard.traces;

import com.homedelivery.dashboard.traces.Traces.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Traces of one kind within their limits, in the order in which something arrived last. */
final class Shelf {

    private final Limits limits;
    private final LinkedHashMap<String, Trace> traces = new LinkedHashMap<>();
    private int spans;

    Shelf(Limits limits) {
        this.limits = limits;
    }

    /** Removes a trace; null when it is not here. */
    @Nullable
    Trace take(String traceId) {
        Trace trace = traces.remove(traceId);
        if (trace != null) {
            spans -= trace.size();
        }
        return trace;
    }

    /** @param trace one that is not here */
    void put(Trace trace) {
        traces.put(trace.id(), trace);
        spans += trace.size();
    }

    /** What has arrived of a trace; nothing when it is not here. */
    Stream<Span> spansOf(String traceId) {
        return Stream.ofNullable(traces.get(traceId)).flatMap(Trace::spans);
    }

    /** Removes what is beyond the limits. */
    List<Trace> removeExcess() {
        List<Trace> removed = new ArrayList<>();
        while (traces.size() > limits.traces() || spans > limits.spans()) {
            Trace oldest = traces.pollFirstEntry().getValue();
            spans -= oldest.size();
            removed.add(oldest);
        }
        return removed;
    }
}

package com.homedelivery.dashboard.traces;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What has arrived of a trace, and the orders that it is about. */
final class Trace {

    private final String id;
    private final List<Span> spans = new ArrayList<>();
    private final Set<String> orderIds = new HashSet<>();

    Trace(String id) {
        this.id = id;
    }

    void add(Span span) {
        spans.add(span);
        String order = span.orderId();
        if (order != null) {
            orderIds.add(order);
        }
    }

    String id() {
        return id;
    }

    int size() {
        return spans.size();
    }

    /** As they arrived. */
    Stream<Span> spans() {
        return spans.stream();
    }

    boolean isOfOrder() {
        return !orderIds.isEmpty();
    }

    Set<String> orderIds() {
        return Set.copyOf(orderIds);
    }
}

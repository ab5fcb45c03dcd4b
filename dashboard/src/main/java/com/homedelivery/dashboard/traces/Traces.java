package com.homedelivery.dashboard.traces;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The traces of the last while, in memory. An order may have several: each request of a client that names none begins one
 * anew, and by the events in them they are the order's.
 *
 * <p>Those of orders and the others have a limit each: many requests for products put no order away, and many orders leave
 * room for a trace that has just begun, of which nobody can know yet that it will be an order's.
 */
public final class Traces {

    private static final Pattern SENT = Pattern.compile("send ([a-z_]+\\.[a-z_]+) to .*");
    private static final String PLACED = "send order.created to ";

    private final int spansPerTrace;
    private final Shelf ofOrders;
    private final Shelf others;
    private final Map<String, OrderTraces> orders = new HashMap<>();

    public Traces(Limits limits) {
        spansPerTrace = limits.spansPerTrace();
        ofOrders = new Shelf(limits);
        others = new Shelf(limits);
    }

    /**
     * How much is kept. Beyond that, the traces of which nothing has arrived for longest are forgotten.
     *
     * @param traces how many of orders, and how many others
     * @param spans how many parts the traces of orders have together, and how many the others; more than one trace may have
     * @param spansPerTrace how many parts are kept of one trace; those that arrive later are not
     */
    public record Limits(int traces, int spans, int spansPerTrace) {}

    /**
     * An order of which there is a trace.
     *
     * @param placedMicros when it was placed, since 1970
     * @param lastEvent what happened to it last, as far as it is known: {@code order.confirmed}
     * @param spans how many parts its traces have
     */
    public record Order(String id, long placedMicros, String lastEvent, int spans) {}

    public synchronized void add(Collection<Span> spans) {
        spans.forEach(this::add);
        others.removeExcess();
        ofOrders.removeExcess().forEach(this::forget);
    }

    private void add(Span span) {
        Trace trace = ofOrders.take(span.traceId());
        if (trace == null) {
            trace = others.take(span.traceId());
        }
        if (trace == null) {
            trace = new Trace(span.traceId());
        }
        if (trace.size() < spansPerTrace) {
            trace.add(span);
            String order = span.orderId();
            if (order != null) {
                orders.computeIfAbsent(order, _ -> new OrderTraces()).add(trace, span);
            }
        }
        (trace.isOfOrder() ? ofOrders : others).put(trace);
    }

    private void forget(Trace trace) {
        for (String id : trace.orderIds()) {
            orders.computeIfPresent(id, (_, order) -> order.without(trace));
        }
    }

    /** What has arrived of a trace, in the order in which it began. */
    public synchronized List<Span> trace(String traceId) {
        return inOrder(Stream.of(ofOrders, others).flatMap(shelf -> shelf.spansOf(traceId)));
    }

    /** What has arrived of all traces of an order, in the order in which it began; empty when nothing is known of it. */
    public synchronized List<Span> ofOrder(String orderId) {
        OrderTraces order = orders.get(orderId);
        return order == null ? List.of() : inOrder(order.traces.stream().flatMap(Trace::spans));
    }

    /** The orders that were placed last, newest first. */
    public synchronized List<Order> latestOrders(int count) {
        return orders.values().stream()
                .flatMap(order -> Stream.ofNullable(order.placed))
                .sorted(Comparator.comparingLong(Span::startMicros).reversed())
                .limit(count)
                .map(this::order)
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

    private static List<Span> inOrder(Stream<Span> spans) {
        return spans.sorted(Comparator.comparingLong(Span::startMicros)).toList();
    }

    private static final class OrderTraces {

        private final Set<Trace> traces = new LinkedHashSet<>();
        private @Nullable Span placed;

        void add(Trace trace, Span event) {
            traces.add(trace);
            if (placed == null && event.name().startsWith(PLACED)) {
                placed = event;
            }
        }

        /** Null when nothing is left. */
        @Nullable
        OrderTraces without(Trace trace) {
            traces.remove(trace);
            return traces.isEmpty() ? null : this;
        }
    }
}

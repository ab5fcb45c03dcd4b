package com.homedelivery.dashboard.traces;

import static com.homedelivery.dashboard.traces.SpanFixtures.about;
import static com.homedelivery.dashboard.traces.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.homedelivery.dashboard.traces.Traces.Limits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracesTests {

    private final Traces traces = new Traces(new Limits(3, 8, 5));

    @Test
    void anOrderHasAllTracesWhoseEventsAreAboutIt() {
        traces.add(List.of(
                span("click", "http post /orders", 0, 30),
                about("order-1", "click", "send order.created to redis", 10, 5),
                span("payment", "http post /payments", 2_000, 20),
                about("order-1", "payment", "send payment.initiated to redis", 2_010, 5),
                about("order-2", "other", "send order.created to redis", 500, 5)));

        assertThat(traces.ofOrder("order-1"))
                .extracting(Span::name)
                .containsExactly(
                        "http post /orders",
                        "send order.created to redis",
                        "http post /payments",
                        "send payment.initiated to redis");
    }

    @Test
    void listsOrdersNewestFirstWithWhatHappenedLast() {
        traces.add(List.of(
                about("order-1", "a", "send order.created to redis", 0, 5),
                about("order-1", "a", "send order.created to kafka", 0, 500),
                about("order-1", "a", "send payment.success to redis", 900, 5),
                about("order-1", "a", "receive payment.success", 950, 5),
                about("order-2", "b", "send order.created to kafka", 400, 5),
                about("user-1", "c", "send user.registered to redis", 700, 5)));

        assertThat(traces.latestOrders(10))
                .extracting(Traces.Order::id, Traces.Order::lastEvent, Traces.Order::spans)
                .containsExactly(tuple("order-2", "order.created", 1), tuple("order-1", "payment.success", 4));
        assertThat(traces.latestOrders(1)).extracting(Traces.Order::id).containsExactly("order-2");
    }

    @Test
    void anEventOfSomethingElseIsNoOrders() {
        traces.add(List.of(
                about("user-1", "a", "send user.registered to redis", 0, 5),
                about("product-1", "b", "receive inventory.updated", 1, 5),
                about("order-1", "c", "receive inventory.shortage", 2, 5),
                about("order-2", "d", "receive delivery.in_transit", 3, 5)));

        assertThat(traces.ofOrder("user-1")).isEmpty();
        assertThat(traces.ofOrder("product-1")).isEmpty();
        assertThat(traces.ofOrder("order-1")).hasSize(1);
        assertThat(traces.ofOrder("order-2")).hasSize(1);
    }

    @Test
    void keepsOrdersHoweverManyOtherTracesThereAre() {
        traces.add(List.of(placed(1)));
        for (int i = 0; i < 10; i++) {
            traces.add(List.of(
                    span("other-" + i, "http get /products", i, 5),
                    about("user-" + i, "user-" + i, "send user.registered to redis", i, 5)));
        }

        assertThat(traces.ofOrder("order-1")).hasSize(1);
        assertThat(traces.trace("user-0")).isEmpty();
        assertThat(traces.trace("user-9")).hasSize(1);
    }

    /** What the gateway did for an order arrives before that says what it is about. */
    @Test
    void anOrderHasItsBeginningThoughThereAreOrdersEnough() {
        for (int i = 1; i <= 3; i++) {
            traces.add(List.of(placed(i)));
        }
        traces.add(List.of(span("trace-4", "POST orders", 4, 30)));
        traces.add(List.of(placed(4)));

        assertThat(traces.ofOrder("order-4"))
                .extracting(Span::name)
                .containsExactly("POST orders", "send order.created to redis");
    }

    @Test
    void forgetsOrdersOfWhichNothingHasArrivedForLongest() {
        for (int i = 1; i <= 3; i++) {
            traces.add(List.of(placed(i)));
        }
        traces.add(List.of(about("order-1", "trace-1", "send order.confirmed to redis", 40, 5)));
        traces.add(List.of(placed(4)));

        assertThat(traces.ofOrder("order-2")).isEmpty();
        assertThat(traces.latestOrders(10))
                .extracting(Traces.Order::id, Traces.Order::lastEvent)
                .containsExactly(
                        tuple("order-4", "order.created"),
                        tuple("order-3", "order.created"),
                        tuple("order-1", "order.confirmed"));
    }

    @Test
    void keepsTheBeginningOfATraceThatIsTooLong() {
        traces.add(IntStream.range(0, 20)
                .mapToObj(i -> span("endless", "part " + i, i, 1))
                .toList());

        assertThat(traces.trace("endless")).hasSize(5).extracting(Span::name).endsWith("part 4");
    }

    @Test
    void longTracesLeaveRoomForFewer() {
        for (String trace : List.of("a", "b", "c")) {
            traces.add(IntStream.range(0, 4)
                    .mapToObj(i -> span(trace, "part", i, 1))
                    .toList());
        }

        assertThat(traces.trace("a")).isEmpty();
        assertThat(traces.trace("b")).hasSize(4);
        assertThat(traces.trace("c")).hasSize(4);
    }

    private static Span placed(int order) {
        return about("order-" + order, "trace-" + order, "send order.created to redis", order + 10L, 5);
    }
}

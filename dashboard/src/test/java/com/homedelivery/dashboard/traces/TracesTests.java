package com.homedelivery.dashboard.traces;

import static com.homedelivery.dashboard.traces.SpanFixtures.about;
import static com.homedelivery.dashboard.traces.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTests {

    private final Traces traces = new Traces(3);

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
    void forgetsTracesWithoutAnOrderFirst() {
        traces.add(List.of(about("order-1", "a", "send order.created to redis", 0, 5)));
        traces.add(List.of(span("b", "http get /products", 1, 5), span("c", "http get /products", 2, 5)));
        traces.add(List.of(span("d", "http get /products", 3, 5)));

        assertThat(traces.trace("a")).hasSize(1);
        assertThat(traces.trace("b")).isEmpty();
        assertThat(traces.trace("d")).hasSize(1);
    }

    @Test
    void forgetsTheOldestOrderWhenThereAreOrdersAlone() {
        for (int i = 1; i <= 4; i++) {
            traces.add(List.of(about("order-" + i, "trace-" + i, "send order.created to redis", i, 5)));
        }
        assertThat(traces.ofOrder("order-1")).isEmpty();
        assertThat(traces.ofOrder("order-2")).hasSize(1);
    }
}

package com.homedelivery.dashboard.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.homedelivery.dashboard.metrics.Overview.Point;
import com.homedelivery.dashboard.metrics.Overview.ServiceState;
import com.homedelivery.dashboard.metrics.ServiceReading.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-07-01T12:00:00Z"));
    private final AtomicBoolean failsOnce = new AtomicBoolean();
    private final Monitor monitor = new Monitor(List.of(), new Clock() {
        @Override
        public Instant instant() {
            if (failsOnce.getAndSet(false)) {
                throw new IllegalStateException("The clock stands still");
            }
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void knowsNothingBeforeAnybodyWasAsked() {
        assertThat(monitor.overview().at()).isZero();
        assertThat(monitor.overview().services()).isEmpty();
    }

    @Test
    void countsOrdersByStateAndWhatHasHappenedToThem() {
        monitor.accept(List.of(up("order-service", """
                homedelivery_order_open{status="PENDING"} 3
                homedelivery_order_open{status="SHIPPED"} 1
                homedelivery_outbox_published_total{type="order.created"} 12
                homedelivery_outbox_published_total{type="user.registered"} 5
                """)));

        assertThat(monitor.overview().openOrders())
                .containsEntry("PENDING", 3.0)
                .containsEntry("SHIPPED", 1.0);
        assertThat(monitor.overview().orderEvents()).containsOnlyKeys("order.created");
    }

    @Test
    void tellsHowFarTheSlowestIsBehind() {
        monitor.accept(List.of(
                up("order-service", """
                homedelivery_stream_lag_seconds{stream="a"} 0.5
                homedelivery_stream_lag_seconds{stream="b"} 7
                homedelivery_outbox_oldest_age_seconds{destination="redis"} 0
                homedelivery_outbox_oldest_age_seconds{destination="kafka"} 31
                """), up("cart-service", "homedelivery_stream_lag_seconds{stream=\"a\"} 2\n")));

        Point point = monitor.overview().history().getFirst();
        assertThat(point.lagSeconds()).isEqualTo(7);
        assertThat(point.redisSeconds()).isZero();
        assertThat(point.kafkaSeconds()).isEqualTo(31);
        assertThat(monitor.overview().services())
                .extracting(ServiceState::lagSeconds)
                .containsExactly(7.0, 2.0);
    }

    @Test
    void tellsRequestsFromOneMomentToTheNext() {
        monitor.accept(List.of(requests(100, 2, 5)));
        later(10);
        monitor.accept(List.of(requests(150, 7, 6)));

        List<Point> history = monitor.overview().history();
        assertThat(history.getFirst().requests()).isNull();
        assertThat(history.getLast().requests()).isEqualTo(5.5);
        assertThat(history.getLast().errors()).isEqualTo(0.5);
        assertThat(history.getLast().meanMillis()).isCloseTo(18.18, within(0.01));
    }

    @Test
    void aGatewayThatBeganAnewHasServedNothingBefore() {
        monitor.accept(List.of(requests(100, 0, 5)));
        later(10);
        monitor.accept(List.of(requests(20, 0, 1)));

        assertThat(monitor.overview().history().getLast().requests()).isEqualTo(2.0);
    }

    @Test
    void remembersSinceWhenAServiceIsDown() {
        monitor.accept(List.of(up("cart-service", "process_uptime_seconds 3\n")));
        later(5);
        long down = now.get().toEpochMilli();
        monitor.accept(List.of(new ServiceReading("cart-service", Health.DOWN, List.of(), List.of())));
        later(5);
        monitor.accept(List.of(new ServiceReading("cart-service", Health.DOWN, List.of(), List.of())));

        ServiceState state = monitor.overview().services().getFirst();
        assertThat(state.health()).isEqualTo(Health.DOWN);
        assertThat(state.since()).isEqualTo(down);
        assertThat(state.uptimeSeconds()).isNull();
        assertThat(monitor.overview().attention().deadLetters()).isNull();
        assertThat(monitor.overview().history().getLast().lagSeconds()).isNull();
        assertThat(monitor.overview().at()).isEqualTo(now.get().toEpochMilli());
    }

    @Test
    void asksAgainAfterAFailure() {
        failsOnce.set(true);
        monitor.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.overview().at() > 0);
    }

    private void later(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    private static ServiceReading up(String service, String metrics) {
        return new ServiceReading(service, Health.UP, List.of(), Sample.parse(metrics));
    }

    private static ServiceReading requests(int good, int failed, double seconds) {
        return up("api-gateway", """
                homedelivery_gateway_requests_seconds_count{outcome="SUCCESS",route="orders"} %d
                homedelivery_gateway_requests_seconds_count{outcome="SERVER_ERROR",route="orders"} %d
                homedelivery_gateway_requests_seconds_sum{outcome="SUCCESS",route="orders"} %s
                """.formatted(good, failed, seconds));
    }
}

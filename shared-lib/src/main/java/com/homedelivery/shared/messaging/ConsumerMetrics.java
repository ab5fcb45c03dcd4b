package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;

/** What the consumer of one stream reports. */
final class ConsumerMetrics {

    private final Timer handled;
    private final Counter failed;
    private final Counter dead;
    private final Clock clock;
    private volatile long pending;

    ConsumerMetrics(MeterRegistry registry, String stream, Clock clock) {
        this.clock = clock;
        handled = Timer.builder("stream.handled")
                .description("time from an event to the end of its handling")
                .tag("stream", stream)
                .register(registry);
        failed = Counter.builder("stream.failed")
                .description("handlings that failed")
                .tag("stream", stream)
                .register(registry);
        dead = Counter.builder("stream.dead")
                .description("events put aside as dead letters")
                .tag("stream", stream)
                .register(registry);
        Gauge.builder("stream.pending", () -> pending)
                .description("events taken by the group and not yet acknowledged")
                .tag("stream", stream)
                .register(registry);
    }

    void handled(EventMetadata event) {
        Duration age = Duration.between(event.time(), clock.instant());
        handled.record(age.isNegative() ? Duration.ZERO : age);
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }

    void pending(long entries) {
        pending = entries;
    }
}

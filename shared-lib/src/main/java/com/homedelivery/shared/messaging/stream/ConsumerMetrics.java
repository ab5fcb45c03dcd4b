package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.event.EventMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the consumer of one stream reports. */
final class ConsumerMetrics {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Timer handled;
    private final Counter failed;
    private final Counter dead;
    private final Clock clock;
    private volatile long pending;
    private volatile long deadLetters;
    private volatile double lagSeconds;
    private volatile boolean halted;

    ConsumerMetrics(MeterRegistry registry, String stream, String group, Clock clock) {
        this.clock = clock;
        handled = Timer.builder("homedelivery.stream.handled")
                .description("Time from an event to the end of its handling")
                .tag("stream", stream)
                .register(registry);
        failed = Counter.builder("homedelivery.stream.failed")
                .description("Handlings that failed")
                .tag("stream", stream)
                .register(registry);
        dead = Counter.builder("homedelivery.stream.deadlettered")
                .description("Events put aside as dead letters")
                .tag("stream", stream)
                .register(registry);
        Gauge.builder("homedelivery.stream.pending", () -> pending)
                .description("Events taken by the group and not yet acknowledged")
                .tag("stream", stream)
                .register(registry);
        Gauge.builder("homedelivery.stream.lag", () -> lagSeconds)
                .description("Age of the oldest event that the group has not taken yet; 0 when there is none")
                .baseUnit("seconds")
                .tag("stream", stream)
                .tag("group", group)
                .register(registry);
        Gauge.builder("homedelivery.stream.deadletters", () -> deadLetters)
                .description("Dead letters that wait for an operator")
                .tag("stream", stream)
                .register(registry);
        Gauge.builder("homedelivery.stream.halted", () -> halted ? 1 : 0)
                .description("1 while this consumer has halted after too many dead letters in a row")
                .tag("stream", stream)
                .register(registry);
    }

    void handled(EventMetadata event) {
        handled.record(age(event.time()));
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

    /** @param since when the oldest event that the group has not taken was added; empty when there is none */
    void unreadSince(Optional<Instant> since) {
        lagSeconds = since.map(this::age).orElse(Duration.ZERO).toMillis() / MILLIS_PER_SECOND;
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    void deadLetters(long entries) {
        deadLetters = entries;
    }

    void halted(boolean now) {
        halted = now;
    }
}

package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.sink.SinkType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What the relay to one destination reports. An instance that does not lead reports an empty backlog. */
final class OutboxMetrics {

    private static final RelaySession.Backlog NOTHING = new RelaySession.Backlog(0, 0, 0);

    private final Counter sent;
    private volatile RelaySession.Backlog backlog = NOTHING;

    OutboxMetrics(MeterRegistry registry, SinkType destination) {
        Tags tags = Tags.of("destination", destination.label());
        sent = Counter.builder("homedelivery.outbox.sent")
                .description("Events sent")
                .tags(tags)
                .register(registry);
        Gauge.builder("homedelivery.outbox.backlog", () -> backlog.rows())
                .description("Events not yet sent")
                .tags(tags)
                .register(registry);
        Gauge.builder("homedelivery.outbox.oldest.age", () -> backlog.oldestSeconds())
                .description("Age of the oldest event not yet sent")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
        Gauge.builder("homedelivery.outbox.quarantined", () -> backlog.quarantined())
                .description("Events that the destination refuses")
                .tags(tags)
                .register(registry);
    }

    void sent(int events) {
        sent.increment(events);
    }

    void backlog(RelaySession.Backlog now) {
        backlog = now;
    }

    void notLeading() {
        backlog = NOTHING;
    }
}

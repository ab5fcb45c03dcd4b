package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;
import org.springframework.stereotype.Service;

/** Brings positions into the database, and samples of them on their way. */
@Service
class WritePositions {

    /** Deliveries that are locked together, for some milliseconds. */
    private static final int DELIVERIES_AT_ONCE = 50;

    private final PendingPositions pending;
    private final RiderPositions riders;
    private final MoveDelivery deliveries;
    private final LocationSamples samples;
    private final Duration keepEvery;
    private final Clock clock;

    WritePositions(
            PendingPositions pending,
            RiderPositions riders,
            MoveDelivery deliveries,
            LocationSamples samples,
            DeliveryProperties properties,
            Clock clock) {
        this.pending = pending;
        this.riders = riders;
        this.deliveries = deliveries;
        this.samples = samples;
        this.keepEvery = properties.locations().keepEvery();
        this.clock = clock;
    }

    /** All that wait. What fails goes on waiting. */
    void all() {
        List<RiderPosition> positions = pending.ofRiders();
        if (!positions.isEmpty()) {
            write(positions);
        }
        pending.ofDeliveries().stream()
                .gather(Gatherers.windowFixed(DELIVERIES_AT_ONCE))
                .forEach(some -> pending.removeAll(deliveries.together(some)));
    }

    /** The position of one rider, for which others may be waiting. */
    void atOnce(RiderPosition position) {
        write(List.of(position));
    }

    private void write(Collection<RiderPosition> positions) {
        Instant now = clock.instant();
        RiderPositions.Written written = riders.write(positions, now, now.minus(keepEvery));
        for (RiderPosition position : positions) {
            if (written.settled().contains(position.riderId())) {
                pending.remove(position);
            }
            if (written.sampled().contains(position.riderId())) {
                samples.send(new RiderLocationSampled(position.riderId(), position.location(), position.seenAt()));
            }
        }
    }
}

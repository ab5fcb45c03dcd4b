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

/** Writes buffered positions to the database, and publishes samples of them. */
@Service
class WritePositions {

    /** Deliveries that are locked together, for some milliseconds. */
    private static final int DELIVERIES_AT_ONCE = 50;

    private final PositionBuffer buffer;
    private final RiderPositionStore riders;
    private final MoveDelivery moves;
    private final LocationSamplePublisher samples;
    private final Duration flushInterval;
    private final Clock clock;

    WritePositions(
            PositionBuffer buffer,
            RiderPositionStore riders,
            MoveDelivery moves,
            LocationSamplePublisher samples,
            DeliveryProperties properties,
            Clock clock) {
        this.buffer = buffer;
        this.riders = riders;
        this.moves = moves;
        this.samples = samples;
        this.flushInterval = properties.locations().flushInterval();
        this.clock = clock;
    }

    /** Writes all. What fails stays in the buffer. */
    void writeAll() {
        List<RiderPosition> positions = buffer.riderPositions();
        if (!positions.isEmpty()) {
            write(positions);
        }
        buffer.deliveryPositions().stream()
                .gather(Gatherers.windowFixed(DELIVERIES_AT_ONCE))
                .forEach(some -> buffer.removeAll(moves.moveAll(some)));
    }

    /** Writes the position of one rider. */
    void writeNow(RiderPosition position) {
        write(List.of(position));
    }

    private void write(Collection<RiderPosition> positions) {
        Instant now = clock.instant();
        RiderPositionStore.Written written = riders.write(positions, now, now.minus(flushInterval));
        for (RiderPosition position : positions) {
            if (written.settled().contains(position.riderId())) {
                buffer.remove(position);
            }
            if (written.sampled().contains(position.riderId())) {
                samples.publish(new RiderLocationSampled(position.riderId(), position.location(), position.seenAt()));
            }
        }
    }
}

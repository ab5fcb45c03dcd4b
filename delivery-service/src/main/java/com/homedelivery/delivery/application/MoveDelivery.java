package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Movement;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records positions of riders with their deliveries. */
@Service
class MoveDelivery {

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final Duration announceEvery;

    MoveDelivery(
            Deliveries deliveries,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            DeliveryProperties properties) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.announceEvery = properties.locations().announceEvery();
    }

    /**
     * Moves one delivery, after whoever else is changing it.
     *
     * @return the delivery as it is then, or empty when the rider is not busy with it any more
     */
    @Transactional
    public Optional<Delivery> moveNow(UUID deliveryId, RiderPosition position) {
        Optional<Delivery> delivery =
                deliveries.findByIdForUpdate(deliveryId).filter(locked -> locked.isActiveFor(position.riderId()));
        delivery.ifPresent(moving -> move(moving, position));
        return delivery;
    }

    /**
     * Moves many deliveries, leaving out those that somebody else is changing.
     *
     * @return the positions that are done with: recorded, or outdated by now
     */
    @Transactional
    public List<DeliveryPosition> moveAll(List<DeliveryPosition> positions) {
        List<UUID> ids = positions.stream().map(DeliveryPosition::deliveryId).toList();
        Map<UUID, Delivery> locked = deliveries.findAllByIdForUpdateSkipLocked(ids).stream()
                .collect(Collectors.toMap(Delivery::id, Function.identity()));
        List<DeliveryPosition> done = new ArrayList<>();
        for (DeliveryPosition position : positions) {
            Delivery delivery = locked.get(position.deliveryId());
            if (delivery == null) {
                continue;
            }
            if (position.isNewerThan(delivery)) {
                move(delivery, position.position());
            }
            done.add(position);
        }
        return done;
    }

    private void move(Delivery delivery, RiderPosition position) {
        Movement movement =
                delivery.recordPosition(position.riderId(), position.location(), announceEvery, position.seenAt());
        movement.event().ifPresent(outbox::publish);
        if (movement.leftStore()) {
            localEvents.publishEvent(StatusChanged.of(delivery));
        }
    }
}

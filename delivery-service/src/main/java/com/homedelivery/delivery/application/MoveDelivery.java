package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries follow the positions of their riders. */
@Service
class MoveDelivery {

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final DeliveryEventPublisher announcements;
    private final Duration announceEvery;

    MoveDelivery(
            Deliveries deliveries, Outbox outbox, DeliveryEventPublisher announcements, DeliveryProperties properties) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.announcements = announcements;
        this.announceEvery = properties.locations().announceEvery();
    }

    /**
     * One delivery, for which it cannot wait.
     *
     * @return the delivery as it is then, or empty when the rider is no longer under way with it
     */
    @Transactional
    public Optional<Delivery> atOnce(UUID deliveryId, RiderPosition position) {
        Optional<Delivery> delivery =
                deliveries.lock(deliveryId).filter(locked -> locked.isUnderWayWith(position.riderId()));
        delivery.ifPresent(moving -> passThrough(moving, position));
        return delivery;
    }

    /**
     * Many deliveries, some time later.
     *
     * @return the positions that are done with: they have got there, or say nothing new by now. The others' deliveries are
     *     being changed by somebody else
     */
    @Transactional
    public List<DeliveryPosition> together(List<DeliveryPosition> positions) {
        Map<UUID, Delivery> locked =
                deliveries
                        .lockUnlessTaken(positions.stream()
                                .map(DeliveryPosition::deliveryId)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Delivery::id, Function.identity()));
        List<DeliveryPosition> done = new ArrayList<>();
        for (DeliveryPosition position : positions) {
            Delivery delivery = locked.get(position.deliveryId());
            if (delivery == null) {
                continue;
            }
            if (position.isNewsFor(delivery)) {
                passThrough(delivery, position.position());
            }
            done.add(position);
        }
        return done;
    }

    private void passThrough(Delivery delivery, RiderPosition position) {
        DeliveryStatus before = delivery.status();
        delivery.passThrough(position.riderId(), position.location(), announceEvery, position.seenAt())
                .ifPresent(outbox::publish);
        if (delivery.status() != before) {
            announcements.statusChanged(delivery, (UUID) null);
        }
    }
}

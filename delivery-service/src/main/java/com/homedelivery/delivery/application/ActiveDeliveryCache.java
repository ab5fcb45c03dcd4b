package com.homedelivery.delivery.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Delivery;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Deliveries whose goods are on their way, as they were read a moment ago, so that not each position has to read its own.
 * Nobody else gets the goods before the delivery is over: its rider is certain, and only its end can be missed. An end
 * counts from the commit on where it happened, and elsewhere as soon as it is heard, or else when the moment is over.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActiveDeliveryCache implements LiveUpdateListener {

    private static final int MOST = 10_000;

    /** Without a delivery where it is over: a position that has read it before must not bring it back. */
    private final Cache<UUID, Optional<Delivery>> known;

    ActiveDeliveryCache(DeliveryProperties properties) {
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(properties.locations().trustFor())
                .maximumSize(MOST)
                .build();
    }

    /** The delivery, if this rider was under way with its goods a moment ago. Not to be changed. */
    Optional<Delivery> find(UUID deliveryId, UUID riderId) {
        Optional<Delivery> delivery = known.getIfPresent(deliveryId);
        return delivery == null ? Optional.empty() : delivery.filter(moving -> moving.isUnderWayWith(riderId));
    }

    /** Remembers a delivery that was just read, if its goods are on their way. */
    void remember(Delivery delivery) {
        if (delivery.status().isCarried()) {
            known.asMap()
                    .merge(delivery.id(), Optional.of(delivery), (before, read) -> before.isEmpty() ? before : read);
        }
    }

    /** Before others are told, which may take as long as Redis does. */
    @TransactionalEventListener(fallbackExecution = true)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(StatusChanged change) {
        hear(change);
    }

    @Override
    public void hear(LiveUpdate update) {
        if (update instanceof StatusChanged change && !change.status().isUnderWay()) {
            known.put(change.deliveryId(), Optional.empty());
        }
    }
}

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
 * Caches deliveries whose goods are with a rider, so that not every position has to read its delivery. The rider cannot change
 * any more, so only the end of the delivery can be missed. It removes the entry, after the commit on the instance where it happened and
 * on others as soon as the update arrives, or the entry expires.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActiveDeliveryCache implements LiveUpdateListener {

    private static final int MAX_SIZE = 10_000;

    /** Empty for a delivery that is over: a position that has read it before must not insert it again. */
    private final Cache<UUID, Optional<Delivery>> entries;

    ActiveDeliveryCache(DeliveryProperties properties) {
        this.entries = Caffeine.newBuilder()
                .expireAfterWrite(properties.locations().maxStaleness())
                .maximumSize(MAX_SIZE)
                .build();
    }

    /** The delivery, if it is cached and this rider has its goods. Not to be changed. */
    Optional<Delivery> find(UUID deliveryId, UUID riderId) {
        Optional<Delivery> delivery = entries.getIfPresent(deliveryId);
        return delivery == null ? Optional.empty() : delivery.filter(moving -> moving.isActiveFor(riderId));
    }

    /** Adds a delivery that was just read, if a rider has its goods. One that is the entry already does not become younger. */
    void put(Delivery delivery) {
        if (delivery.status().isCarried() && !isEntry(delivery)) {
            entries.asMap()
                    .merge(delivery.id(), Optional.of(delivery), (before, read) -> before.isEmpty() ? before : read);
        }
    }

    private boolean isEntry(Delivery delivery) {
        Optional<Delivery> entry = entries.getIfPresent(delivery.id());
        return entry != null && entry.orElse(null) == delivery;
    }

    /** First of all listeners, as the others may have to wait for Redis. */
    @TransactionalEventListener(fallbackExecution = true)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(StatusChanged change) {
        onUpdate(change);
    }

    @Override
    public void onUpdate(LiveUpdate update) {
        if (update instanceof StatusChanged change && !change.status().isActive()) {
            entries.put(change.deliveryId(), Optional.empty());
        }
    }
}

package com.homedelivery.delivery.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer and the rider of an order.
 *
 * @param riderId null while it has no rider
 */
public record DeliveryParties(
        UUID orderId, UUID userId, @Nullable UUID riderId) {

    /** Whether it is this person's, as its customer or as its rider. */
    public boolean includes(UUID person) {
        return userId.equals(person) || person.equals(riderId);
    }
}

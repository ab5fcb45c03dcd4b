package com.homedelivery.payment.application;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** Looks up an order that is not known here yet. */
public interface OrderLookup {

    /**
     * The order as its customer sees it, asked as the person who is calling.
     *
     * @return empty when there is none, or it is not the caller's
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the order service does not answer
     */
    Optional<PlacedOrder> find(UUID orderId);

    /**
     * What matters of an order.
     *
     * @param status as the order service calls it; {@code PENDING} is waiting to be paid
     */
    record PlacedOrder(UUID id, UUID userId, String status, BigDecimal totalAmount) {

        public boolean isPending() {
            return status.equals("PENDING");
        }
    }
}

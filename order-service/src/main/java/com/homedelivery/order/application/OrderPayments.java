package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** The payments of the payment service, by order. */
public interface OrderPayments {

    /**
     * Closes an order to payment: from now on none can begin. Idempotent.
     *
     * @return the payment that exists already, be it in progress, successful or refunded: then the order is not closed;
     *     empty when it is closed
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the payment service does not answer
     */
    Optional<LivePayment> close(UUID orderId, UUID userId);

    /** A payment that has not failed. */
    record LivePayment(UUID id, Status status, BigDecimal amount, String paymentMethod) {

        public enum Status {
            PENDING,
            PROCESSING,
            SUCCESS,
            REFUNDED
        }

        boolean isCash() {
            return paymentMethod.equalsIgnoreCase("cod");
        }
    }
}

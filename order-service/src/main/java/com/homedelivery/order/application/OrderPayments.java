package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** What is known about an order's payment by those who take the money. */
public interface OrderPayments {

    /**
     * Closes an order to payment: from now on none can begin. Asking again is harmless.
     *
     * @return the payment that is there already, be it under way, successful or refunded, and the order is not closed;
     *     empty when it is closed
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers
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

package com.homedelivery.payment.web;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentStatus;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order is closed to payments.
 *
 * @param closed true: it has no live payment, and none begins any more
 * @param payment the live payment for which it was not closed
 */
record CloseResponse(UUID orderId, boolean closed, @Nullable LivePayment payment) {

    /** A payment that succeeded or still may. */
    record LivePayment(UUID id, PaymentStatus status, BigDecimal amount, String paymentMethod) {

        static LivePayment of(Payment payment) {
            return new LivePayment(
                    payment.id(),
                    payment.status(),
                    payment.amount(),
                    payment.method().code());
        }
    }

    static CloseResponse of(UUID orderId, Optional<Payment> live) {
        return new CloseResponse(
                orderId, live.isEmpty(), live.map(LivePayment::of).orElse(null));
    }
}

package com.homedelivery.payment.domain;

import com.homedelivery.shared.api.error.DomainException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment or a refund that cannot be: {@code PAYMENT_FAILED}. */
public final class PaymentRefusedException extends DomainException {

    private PaymentRefusedException(String message, @Nullable Object details) {
        super(PaymentErrorCode.PAYMENT_FAILED, message, details);
    }

    static PaymentRefusedException orderNotPending() {
        return new PaymentRefusedException("The order is not waiting to be paid", null);
    }

    static PaymentRefusedException wrongAmount(BigDecimal total) {
        return new PaymentRefusedException("The amount is not the order's total", Map.of("totalAmount", total));
    }

    /** For an order that cannot be paid any more, as the order service says. */
    public static PaymentRefusedException orderIs(String status) {
        return new PaymentRefusedException("The order is not waiting to be paid", Map.of("orderStatus", status));
    }

    /** For an order that has a payment which succeeded or still may. */
    public static PaymentRefusedException alreadyPaid(PaymentStatus status) {
        return new PaymentRefusedException("The order has a payment already", Map.of("paymentStatus", status));
    }

    static PaymentRefusedException notRefundable(PaymentStatus status) {
        return new PaymentRefusedException(
                "Only a successful payment can be refunded", Map.of("paymentStatus", status));
    }

    static PaymentRefusedException refundTooHigh(BigDecimal refundable) {
        return new PaymentRefusedException("More than is left of the payment", Map.of("refundable", refundable));
    }
}

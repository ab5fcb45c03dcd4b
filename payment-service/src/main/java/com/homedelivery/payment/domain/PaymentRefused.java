package com.homedelivery.payment.domain;

import com.homedelivery.shared.api.DomainException;
import com.homedelivery.shared.api.ErrorCode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment or a refund that cannot be: {@code PAYMENT_FAILED}. */
public final class PaymentRefused extends DomainException {

    private PaymentRefused(String message, @Nullable Object details) {
        super(ErrorCode.PAYMENT_FAILED, message, details);
    }

    static PaymentRefused orderNotPending() {
        return new PaymentRefused("The order is not waiting to be paid", null);
    }

    static PaymentRefused wrongAmount(BigDecimal total) {
        return new PaymentRefused("The amount is not the order's total", Map.of("totalAmount", total));
    }

    /** For an order that the order service says is past paying. */
    public static PaymentRefused orderIs(String status) {
        return new PaymentRefused("The order is not waiting to be paid", Map.of("orderStatus", status));
    }

    /** For an order that has a payment which succeeded or still may. */
    public static PaymentRefused alreadyPaid(PaymentStatus status) {
        return new PaymentRefused("The order has a payment already", Map.of("paymentStatus", status));
    }

    static PaymentRefused notRefundable(PaymentStatus status) {
        return new PaymentRefused("Only a successful payment can be refunded", Map.of("paymentStatus", status));
    }

    static PaymentRefused refundTooHigh(BigDecimal refundable) {
        return new PaymentRefused("More than is left of the payment", Map.of("refundable", refundable));
    }
}

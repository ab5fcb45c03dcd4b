package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;

final class PaymentFixtures {

    static final Instant NOW = Instant.parse("2026-01-31T10:15:30.123Z");

    private PaymentFixtures() {}

    static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    /** An order of which nothing but its customer is known. */
    static PayableOrder knownOrder() {
        PayableOrder order = new PayableOrder();
        ReflectionTestUtils.setField(order, "orderId", UUID.randomUUID());
        ReflectionTestUtils.setField(order, "userId", UUID.randomUUID());
        return order;
    }

    static PayableOrder orderOver(String total) {
        PayableOrder order = knownOrder();
        order.place(money(total));
        return order;
    }

    static Payment pendingPaymentOver(String amount) {
        return paymentOver(amount, "credit_card");
    }

    static Payment paymentOver(String amount, String method) {
        return Payment.initiate(orderOver(amount), money(amount), "USD", PaymentMethod.of(method), "simulated", NOW)
                .payment();
    }

    static Payment successfulPaymentOver(String amount) {
        Payment payment = pendingPaymentOver(amount);
        payment.claim(NOW, NOW.plusSeconds(30));
        payment.approve("tx-1", orderOver(amount), NOW);
        return payment;
    }

    /** A payment as it comes to be in a status. */
    static Payment paymentIn(PaymentStatus status, String amount, String method) {
        Payment payment = paymentOver(amount, method);
        switch (status) {
            case PENDING -> {}
            case PROCESSING -> payment.claim(NOW, NOW.plusSeconds(30));
            case SUCCESS -> payment.approve("tx-1", orderOver(amount), NOW);
            case FAILED -> payment.decline("declined", NOW);
            case REFUNDED -> {
                payment.approve("tx-1", orderOver(amount), NOW);
                payment.recordRefundedTotal("re-1", money(amount), List.of(), NOW);
            }
        }
        return payment;
    }
}

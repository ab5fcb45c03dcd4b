package com.homedelivery.payment.application;

import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.domain.Payments;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Acts on what Stripe tells by itself, once per event. */
@Component
public class HearFromStripe {

    private static final Logger log = LoggerFactory.getLogger(HearFromStripe.class);

    private final StripeEvents events;
    private final Payments payments;
    private final SettlePayments settle;

    HearFromStripe(StripeEvents events, Payments payments, SettlePayments settle) {
        this.events = events;
        this.payments = payments;
        this.settle = settle;
    }

    /** Something that Stripe tells about one of our payments. */
    public sealed interface News {

        UUID paymentId();

        /**
         * {@code payment_intent.succeeded}
         *
         * @param received what was paid, null when not said
         */
        record Paid(
                UUID paymentId,
                String transactionId,
                @Nullable BigDecimal received) implements News {}

        /** {@code payment_intent.payment_failed} */
        record Declined(UUID paymentId, String reason) implements News {}

        /**
         * {@code charge.refunded}
         *
         * @param refundedInAll all that was given back so far
         */
        record Refunded(UUID paymentId, String refundId, BigDecimal refundedInAll) implements News {}
    }

    /**
     * Acts on an event that was not acted on before.
     *
     * @param eventId Stripe's id of it
     * @param news null when it is of a type, or about something, that does not matter here
     */
    @Transactional
    public void hear(String eventId, String type, @Nullable News news) {
        if (!events.isNew(eventId, type)) {
            log.info("Stripe sent {} ({}) again", eventId, type);
            return;
        }
        switch (news) {
            case News.Paid paid -> paid(paid);
            case News.Declined declined ->
                settle.charged(declined.paymentId(), new ChargeAnswer.Declined(declined.reason()));
            case News.Refunded refunded ->
                settle.refundedInAll(refunded.paymentId(), refunded.refundId(), refunded.refundedInAll());
            case null -> {}
        }
    }

    private void paid(News.Paid paid) {
        BigDecimal received = paid.received();
        if (received != null
                && payments.amountOf(paid.paymentId())
                        .filter(due -> due.compareTo(received) != 0)
                        .isPresent()) {
            log.error("Payment {} was paid with {}: not what was asked for", paid.paymentId(), received);
            return;
        }
        settle.charged(paid.paymentId(), new ChargeAnswer.Approved(paid.transactionId()));
    }
}

package com.homedelivery.payment.application;

import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.ProviderRefund;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Acts on what Stripe tells by itself, once per event. */
@Component
public class HandleStripeEvent {

    private static final Logger log = LoggerFactory.getLogger(HandleStripeEvent.class);

    private final StripeEvents events;
    private final Payments payments;
    private final ApplyProviderResult provider;

    HandleStripeEvent(StripeEvents events, Payments payments, ApplyProviderResult provider) {
        this.events = events;
        this.payments = payments;
        this.provider = provider;
    }

    /** Something that Stripe tells about one of our payments. */
    public sealed interface WebhookEvent {

        /**
         * {@code payment_intent.succeeded}
         *
         * @param received what was paid, null when not said
         */
        record Paid(
                UUID paymentId,
                String transactionId,
                @Nullable BigDecimal received) implements WebhookEvent {}

        /** {@code payment_intent.payment_failed} */
        record Declined(UUID paymentId, String reason) implements WebhookEvent {}

        /**
         * {@code refund.created} and {@code refund.updated}, once the money is on its way
         *
         * @param paymentId null for a refund that was made past us
         * @param transactionId Stripe's id of the payment, null when not said
         */
        record RefundMade(
                @Nullable UUID paymentId, @Nullable String transactionId, ProviderRefund refund)
                implements WebhookEvent {}

        /**
         * {@code charge.refunded}
         *
         * @param refundedInAll all that was given back so far
         * @param refunds the last of them, as far as they are told
         */
        record Refunded(UUID paymentId, String chargeId, BigDecimal refundedInAll, List<ProviderRefund> refunds)
                implements WebhookEvent {}
    }

    /**
     * Acts on an event that was not acted on before.
     *
     * @param eventId Stripe's id of it
     * @param news null when it is of a type, or about something, that does not matter here
     * @throws com.homedelivery.shared.api.Conflict when it tells of a refund before it is known that the payment was made:
     *     it is to be sent again
     */
    @Transactional
    public void hear(String eventId, String type, @Nullable WebhookEvent news) {
        if (!events.isNew(eventId, type)) {
            log.info("Stripe sent {} ({}) again", eventId, type);
            return;
        }
        switch (news) {
            case WebhookEvent.Paid paid -> paid(paid);
            case WebhookEvent.Declined declined ->
                provider.charged(declined.paymentId(), new ChargeAnswer.Declined(declined.reason()));
            case WebhookEvent.RefundMade made -> refundMade(made);
            case WebhookEvent.Refunded refunded -> {
                refunded.refunds().forEach(refund -> provider.refunded(refunded.paymentId(), refund));
                provider.refundedInAll(refunded.paymentId(), refunded.chargeId(), refunded.refundedInAll());
            }
            case null -> {}
        }
    }

    private void refundMade(WebhookEvent.RefundMade made) {
        Optional.ofNullable(made.paymentId())
                .or(() -> Optional.ofNullable(made.transactionId()).flatMap(payments::idOfTransaction))
                .ifPresentOrElse(
                        paymentId -> provider.refunded(paymentId, made.refund()),
                        () -> log.info(
                                "Refund {} is of no payment of ours",
                                made.refund().id()));
    }

    private void paid(WebhookEvent.Paid paid) {
        BigDecimal received = paid.received();
        if (received != null
                && payments.amountOf(paid.paymentId())
                        .filter(due -> due.compareTo(received) != 0)
                        .isPresent()) {
            log.error("Payment {} was paid with {}: not what was asked for", paid.paymentId(), received);
            return;
        }
        provider.charged(paid.paymentId(), new ChargeAnswer.Approved(paid.transactionId()));
    }
}

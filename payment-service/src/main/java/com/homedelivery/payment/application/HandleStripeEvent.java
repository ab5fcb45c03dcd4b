package com.homedelivery.payment.application;

import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
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

/** Applies what a webhook event of Stripe says, once per event. */
@Component
public class HandleStripeEvent {

    private static final Logger log = LoggerFactory.getLogger(HandleStripeEvent.class);

    private final StripeEventInbox inbox;
    private final Payments payments;
    private final ApplyProviderResult applyResult;

    HandleStripeEvent(StripeEventInbox inbox, Payments payments, ApplyProviderResult applyResult) {
        this.inbox = inbox;
        this.payments = payments;
        this.applyResult = applyResult;
    }

    /** What a webhook event of Stripe says about one of our payments. */
    public sealed interface WebhookEvent {

        /**
         * {@code payment_intent.succeeded}
         *
         * @param received what was paid, null when the event does not contain it
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
         * @param paymentId null for an external refund, which was not asked for by this service
         * @param transactionId Stripe's id of the payment, null when the event does not contain it
         */
        record RefundMade(
                @Nullable UUID paymentId, @Nullable String transactionId, ProviderRefund refund)
                implements WebhookEvent {}

        /**
         * {@code charge.refunded}
         *
         * @param refundedTotal all that was given back so far
         * @param refunds the last of them, as far as the event lists them
         */
        record Refunded(UUID paymentId, String chargeId, BigDecimal refundedTotal, List<ProviderRefund> refunds)
                implements WebhookEvent {}
    }

    /**
     * Handles an event, unless it was handled before.
     *
     * @param eventId Stripe's id of it
     * @param event null when it is of a type, or about something, that does not matter here
     * @throws com.homedelivery.shared.api.error.ConflictException when it reports a refund before it is known that the
     *     payment was made: it is to be sent again
     */
    @Transactional
    public void handle(String eventId, String type, @Nullable WebhookEvent event) {
        if (!inbox.addIfNew(eventId, type)) {
            log.info("Stripe sent {} ({}) again", eventId, type);
            return;
        }
        switch (event) {
            case WebhookEvent.Paid paid -> paid(paid);
            case WebhookEvent.Declined declined ->
                applyResult.applyCharge(declined.paymentId(), new ChargeResult.Declined(declined.reason()));
            case WebhookEvent.RefundMade made -> refundMade(made);
            case WebhookEvent.Refunded refunded -> {
                refunded.refunds().forEach(refund -> applyResult.applyProviderRefund(refunded.paymentId(), refund));
                applyResult.applyRefundedTotal(refunded.paymentId(), refunded.chargeId(), refunded.refundedTotal());
            }
            case null -> {}
        }
    }

    private void refundMade(WebhookEvent.RefundMade made) {
        Optional.ofNullable(made.paymentId())
                .or(() -> Optional.ofNullable(made.transactionId()).flatMap(payments::findIdByTransactionId))
                .ifPresentOrElse(
                        paymentId -> applyResult.applyProviderRefund(paymentId, made.refund()),
                        () -> log.info(
                                "Refund {} is of no payment of ours",
                                made.refund().id()));
    }

    private void paid(WebhookEvent.Paid paid) {
        BigDecimal received = paid.received();
        if (received != null
                && payments.findAmount(paid.paymentId())
                        .filter(due -> due.compareTo(received) != 0)
                        .isPresent()) {
            log.error("Payment {} was paid with {}: not what was asked for", paid.paymentId(), received);
            return;
        }
        applyResult.applyCharge(paid.paymentId(), new ChargeResult.Approved(paid.transactionId()));
    }
}

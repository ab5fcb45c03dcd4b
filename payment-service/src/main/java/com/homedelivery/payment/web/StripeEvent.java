package com.homedelivery.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.homedelivery.payment.application.HandleStripeEvent.WebhookEvent;
import com.homedelivery.payment.domain.ProviderRefund;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What matters here of Stripe's event object.
 *
 * @see <a href="https://docs.stripe.com/api/events/object">Stripe: the event object</a>
 */
record StripeEvent(
        @Nullable String id,
        @Nullable String type,
        @Nullable Data data) {

    private static final String PAYMENT_ID = "paymentId";
    private static final String REFUND_ID = "refundId";

    record Data(@Nullable Subject object) {}

    /**
     * A payment intent, a charge or a refund.
     *
     * @param amount in the currency's smallest unit, as {@code amountReceived} and {@code amountRefunded}
     * @param paymentIntent whose charge or refund it is
     * @param charge whose refund it is
     * @param metadata our ids of the payment and the refund, as given to Stripe with them
     */
    record Subject(
            @Nullable String id,
            @Nullable String status,
            @Nullable String currency,
            @Nullable Long amount,
            @JsonProperty("amount_received") @Nullable Long amountReceived,
            @JsonProperty("amount_refunded") @Nullable Long amountRefunded,
            @JsonProperty("payment_intent") @Nullable String paymentIntent,
            @Nullable String charge,
            @JsonProperty("last_payment_error") @Nullable PaymentError lastPaymentError,
            @Nullable RefundList refunds,
            @Nullable Map<String, String> metadata) {

        private @Nullable BigDecimal money(@Nullable Long smallestUnits) {
            return smallestUnits == null ? null : BigDecimal.valueOf(smallestUnits, decimals());
        }

        private int decimals() {
            try {
                return currency == null
                        ? 2
                        : Currency.getInstance(currency.toUpperCase(Locale.ROOT))
                                .getDefaultFractionDigits();
            } catch (IllegalArgumentException e) {
                throw new WebhookRefusedException("There is no such currency");
            }
        }

        private @Nullable UUID ownId(String key) {
            String id = metadata == null ? null : metadata.get(key);
            try {
                return id == null ? null : UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        /** Of a refund: what it is, once the money is on its way. */
        private Optional<ProviderRefund> toRefund(@Nullable String chargeId) {
            BigDecimal sum = money(amount);
            boolean made = status == null || status.equals("succeeded");
            return id == null || sum == null || sum.signum() <= 0 || !made
                    ? Optional.empty()
                    : Optional.of(new ProviderRefund(id, sum, chargeId, ownId(REFUND_ID)));
        }
    }

    record PaymentError(@Nullable String message) {}

    record RefundList(@Nullable List<Subject> data) {

        private List<Subject> all() {
            return data == null ? List.of() : data;
        }
    }

    /** What it says about a payment of ours; null when it is about something else. */
    @Nullable
    WebhookEvent toWebhookEvent() {
        Subject subject = data == null ? null : data.object();
        if (subject == null || subject.id() == null || type == null) {
            return null;
        }
        UUID paymentId = subject.ownId(PAYMENT_ID);
        return switch (type) {
            case "payment_intent.succeeded" ->
                paymentId == null
                        ? null
                        : new WebhookEvent.Paid(paymentId, subject.id(), subject.money(subject.amountReceived()));
            case "payment_intent.payment_failed" ->
                paymentId == null ? null : new WebhookEvent.Declined(paymentId, reason(subject.lastPaymentError()));
            case "charge.refunded" -> paymentId == null ? null : refunded(paymentId, subject.id(), subject);
            case "refund.created", "refund.updated" ->
                subject.toRefund(subject.charge())
                        .map(refund -> new WebhookEvent.RefundMade(paymentId, subject.paymentIntent(), refund))
                        .orElse(null);
            default -> null;
        };
    }

    private static String reason(@Nullable PaymentError error) {
        return error == null || error.message() == null ? "The payment was declined" : error.message();
    }

    /** Recent versions of the API leave the list out. */
    private static @Nullable WebhookEvent refunded(UUID paymentId, String chargeId, Subject charge) {
        BigDecimal total = charge.money(charge.amountRefunded());
        List<Subject> listed =
                charge.refunds() == null ? List.of() : charge.refunds().all();
        List<ProviderRefund> refunds = listed.stream()
                .flatMap(refund -> refund.toRefund(chargeId).stream())
                .toList();
        return total == null ? null : new WebhookEvent.Refunded(paymentId, chargeId, total, refunds);
    }
}

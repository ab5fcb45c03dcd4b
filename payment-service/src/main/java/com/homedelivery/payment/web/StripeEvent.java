package com.homedelivery.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.homedelivery.payment.application.HearFromStripe.News;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    record Data(@Nullable Subject object) {}

    /**
     * A payment intent or a charge.
     *
     * @param amountReceived in the currency's smallest unit, as {@code amountRefunded}
     * @param metadata what we gave it when it was made: our payment's id
     */
    record Subject(
            @Nullable String id,
            @Nullable String currency,
            @JsonProperty("amount_received") @Nullable Long amountReceived,
            @JsonProperty("amount_refunded") @Nullable Long amountRefunded,
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
                throw new WebhookRefused("There is no such currency");
            }
        }

        private @Nullable UUID paymentId() {
            String paymentId = metadata == null ? null : metadata.get(PAYMENT_ID);
            try {
                return paymentId == null ? null : UUID.fromString(paymentId);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    record PaymentError(@Nullable String message) {}

    record RefundList(@Nullable List<RefundEntry> data) {}

    record RefundEntry(@Nullable String id) {}

    /** What it says about a payment of ours, or null when it is about something else. */
    @Nullable
    News news() {
        Subject subject = data == null ? null : data.object();
        UUID paymentId = subject == null ? null : subject.paymentId();
        if (subject == null || paymentId == null || subject.id() == null || type == null) {
            return null;
        }
        return switch (type) {
            case "payment_intent.succeeded" ->
                new News.Paid(paymentId, subject.id(), subject.money(subject.amountReceived()));
            case "payment_intent.payment_failed" -> new News.Declined(paymentId, reason(subject.lastPaymentError()));
            case "charge.refunded" -> {
                BigDecimal refunded = subject.money(subject.amountRefunded());
                yield refunded == null ? null : new News.Refunded(paymentId, refundId(subject), refunded);
            }
            default -> null;
        };
    }

    private static String reason(@Nullable PaymentError error) {
        return error == null || error.message() == null ? "The payment was declined" : error.message();
    }

    /** The latest refund comes first; recent versions of the API leave the list out. */
    private static String refundId(Subject charge) {
        if (charge.refunds() != null
                && charge.refunds().data() != null
                && !charge.refunds().data().isEmpty()) {
            String id = charge.refunds().data().getFirst().id();
            if (id != null) {
                return id;
            }
        }
        return Objects.requireNonNull(charge.id());
    }
}

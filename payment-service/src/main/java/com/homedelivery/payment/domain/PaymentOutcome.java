package com.homedelivery.payment.domain;

import com.homedelivery.shared.event.PaymentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a verb of a payment.
 *
 * @param event the event that happened, to be published
 * @param refund a new refund, to be saved and asked for now
 */
public record PaymentOutcome(
        @Nullable PaymentEvent event, @Nullable Refund refund) {

    /** It no longer fits, or was known: there is nothing to publish and nothing to refund. */
    static final PaymentOutcome NOTHING = new PaymentOutcome(null, null);

    static PaymentOutcome of(PaymentEvent event) {
        return new PaymentOutcome(event, null);
    }

    static PaymentOutcome of(Refund refund) {
        return new PaymentOutcome(null, refund);
    }

    public boolean isNothing() {
        return event == null && refund == null;
    }
}

package com.homedelivery.payment.domain;

import com.homedelivery.shared.event.PaymentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What something that happened means for a payment.
 *
 * @param event what others have to hear
 * @param refund money that is to be given back now
 */
public record PaymentOutcome(
        @Nullable PaymentEvent event, @Nullable Refund refund) {

    /** It no longer fits, or was known: nothing has changed that anybody has to hear of. */
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

package com.homedelivery.payment.web;

import com.homedelivery.payment.domain.PaymentErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** A webhook that is not, or cannot be shown to be, from Stripe: {@code WEBHOOK_ERROR}. */
final class WebhookRefusedException extends DomainException {

    WebhookRefusedException(String message) {
        super(PaymentErrorCode.WEBHOOK_ERROR, message);
    }
}

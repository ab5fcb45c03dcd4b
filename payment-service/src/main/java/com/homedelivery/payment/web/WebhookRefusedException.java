package com.homedelivery.payment.web;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** A webhook that is not, or cannot be shown to be, from Stripe: {@code WEBHOOK_ERROR}. */
final class WebhookRefusedException extends DomainException {

    WebhookRefusedException(String message) {
        super(ErrorCode.WEBHOOK_ERROR, message);
    }
}

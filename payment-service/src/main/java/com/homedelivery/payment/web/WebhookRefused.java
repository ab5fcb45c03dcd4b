package com.homedelivery.payment.web;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** A webhook that is not, or cannot be shown to be, from Stripe: {@code WEBHOOK_ERROR}. */
final class WebhookRefused extends Refusal {

    WebhookRefused(String message) {
        super(ErrorCode.WEBHOOK_ERROR, message);
    }
}

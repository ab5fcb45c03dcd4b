package com.homedelivery.payment.domain;

import com.homedelivery.shared.api.error.ErrorCode;

/** Refusals that only this service knows: payments. */
public enum PaymentErrorCode implements ErrorCode {
    PAYMENT_FAILED(400),
    WEBHOOK_ERROR(400);

    private final int status;

    PaymentErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}

package com.homedelivery.order.domain;

import com.homedelivery.shared.api.error.ErrorCode;

/** Refusals that only this service knows: placing and cancelling orders. */
public enum OrderErrorCode implements ErrorCode {
    ORDER_FAILED(400),
    CANCEL_FAILED(400);

    private final int status;

    OrderErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}

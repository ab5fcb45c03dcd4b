package com.homedelivery.cart.domain;

import com.homedelivery.shared.api.error.ErrorCode;

/** Refusals of this service that not every service has. */
public enum CartErrorCode implements ErrorCode {
    INSUFFICIENT_STOCK(409);

    private final int status;

    CartErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}

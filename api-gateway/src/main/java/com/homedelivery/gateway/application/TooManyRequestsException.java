package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** The caller's allowance is used up. */
public final class TooManyRequestsException extends DomainException {

    public TooManyRequestsException() {
        super(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: slow down");
    }
}

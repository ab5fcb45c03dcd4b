package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.DomainException;
import com.homedelivery.shared.api.ErrorCode;

/** The caller's allowance is used up. */
public final class TooManyRequests extends DomainException {

    public TooManyRequests() {
        super(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: slow down");
    }
}

package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** The client has exceeded its rate limit. */
public final class TooManyRequestsException extends DomainException {

    public TooManyRequestsException() {
        super(CommonErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: slow down");
    }
}

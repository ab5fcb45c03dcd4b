package com.homedelivery.shared.api.error;

import java.time.Duration;

/** The caller asks too often. Answered with {@code Retry-After}. */
public class TooManyRequestsException extends DomainException {

    private final Duration retryAfter;

    /** @param retryAfter when the next request may be granted; whole seconds are told, at least one */
    public TooManyRequestsException(String message, Duration retryAfter) {
        super(CommonErrorCode.RATE_LIMIT_EXCEEDED, message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}

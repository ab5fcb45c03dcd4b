package com.homedelivery.shared.api.error;

import java.time.Duration;

/** More is asked at this moment than can be done. Nothing is done for this request: it can be sent again. */
public class OverloadedException extends DomainException {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Duration retryAfter;

    public OverloadedException(String message) {
        this(message, SOON);
    }

    /** @param retryAfter when it is worth trying again; whole seconds are told, at least one */
    public OverloadedException(String message, Duration retryAfter) {
        super(CommonErrorCode.SERVICE_ERROR, message);
        this.retryAfter = retryAfter.compareTo(SOON) < 0 ? SOON : retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}

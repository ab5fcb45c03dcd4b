package com.homedelivery.shared.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that the business refuses, with the code, the message and the details that the client is to see. Everything
 * in it is sent: no internals in the message.
 */
public abstract class DomainException extends RuntimeException {

    private final transient ErrorCode code;
    private final transient @Nullable Object details;

    protected DomainException(ErrorCode code, String message) {
        this(code, message, null);
    }

    protected DomainException(ErrorCode code, String message, @Nullable Object details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    public ErrorCode code() {
        return code;
    }

    /** What is sent as {@code error.details}: something that serialises to JSON, or null. */
    public @Nullable Object details() {
        return details;
    }
}

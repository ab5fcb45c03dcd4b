package com.homedelivery.shared.messaging;

/**
 * An entry that today's code cannot read: of a type that it does not know, or with data that do not fit. A newer version
 * of this service may.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String reason) {
        super(reason);
    }

    public UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

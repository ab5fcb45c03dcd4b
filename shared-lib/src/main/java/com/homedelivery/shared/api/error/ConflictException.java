package com.homedelivery.shared.api.error;

/** The request was overtaken: somebody else changed the same thing, or the same request is still running. */
public final class ConflictException extends DomainException {

    public ConflictException(String message) {
        super(ErrorCode.CONFLICT, message);
    }
}

package com.homedelivery.shared.api.error;

/** The same thing was changed at the same time, or the same request is still running. */
public final class ConflictException extends DomainException {

    public ConflictException(String message) {
        super(CommonErrorCode.CONFLICT, message);
    }
}

package com.homedelivery.shared.api;

/** The request was overtaken: somebody else changed the same thing, or the same request is still running. */
public final class Conflict extends Refusal {

    public Conflict(String message) {
        super(ErrorCode.CONFLICT, message);
    }
}

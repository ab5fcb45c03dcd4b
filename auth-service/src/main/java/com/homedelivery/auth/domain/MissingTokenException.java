package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** A request that needs a refresh token came without one. */
public final class MissingTokenException extends DomainException {

    public MissingTokenException() {
        super(AuthErrorCode.MISSING_TOKEN, "A refresh token is required");
    }
}

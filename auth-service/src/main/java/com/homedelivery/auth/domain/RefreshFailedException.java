package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** The refresh token is unknown, spent, expired or revoked: sign in again. */
public final class RefreshFailedException extends DomainException {

    public RefreshFailedException() {
        super(AuthErrorCode.REFRESH_FAILED, "The refresh token is not valid");
    }
}

package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** The refresh token is unknown, spent, expired or revoked: sign in again. */
public final class RefreshFailedException extends DomainException {

    public RefreshFailedException() {
        super(ErrorCode.REFRESH_FAILED, "The refresh token is not valid");
    }
}

package com.homedelivery.shared.security;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** A bearer token that is invalid, expired or revoked. */
public final class TokenRejectedException extends DomainException {

    private TokenRejectedException(ErrorCode code, String message) {
        super(code, message);
    }

    static TokenRejectedException invalid() {
        return new TokenRejectedException(CommonErrorCode.INVALID_TOKEN, "The token is not valid");
    }

    static TokenRejectedException expired() {
        return new TokenRejectedException(CommonErrorCode.TOKEN_EXPIRED, "The token has expired");
    }

    /** The account's password or role has changed since the token was issued. */
    public static TokenRejectedException revoked() {
        return new TokenRejectedException(
                CommonErrorCode.TOKEN_EXPIRED, "The account has changed since the token was issued");
    }
}

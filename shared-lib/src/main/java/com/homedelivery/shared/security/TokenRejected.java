package com.homedelivery.shared.security;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** A bearer token that is not believed. */
public final class TokenRejected extends Refusal {

    private TokenRejected(ErrorCode code, String message) {
        super(code, message);
    }

    static TokenRejected invalid() {
        return new TokenRejected(ErrorCode.INVALID_TOKEN, "The token is not valid");
    }

    static TokenRejected expired() {
        return new TokenRejected(ErrorCode.TOKEN_EXPIRED, "The token has expired");
    }

    /** The account's password or role has changed since the token was issued. */
    public static TokenRejected outdated() {
        return new TokenRejected(ErrorCode.TOKEN_EXPIRED, "The account has changed since the token was issued");
    }
}

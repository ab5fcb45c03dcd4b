package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.MissingTokenException;
import org.jspecify.annotations.Nullable;

/** A refresh token, to be rotated or revoked. */
record RefreshRequest(@Nullable String refreshToken) {

    /** @throws MissingTokenException when there is no body, or no token in it */
    static String tokenIn(@Nullable RefreshRequest request) {
        if (request == null || request.refreshToken == null || request.refreshToken.isBlank()) {
            throw new MissingTokenException();
        }
        return request.refreshToken.strip();
    }

    @Override
    public String toString() {
        return "RefreshRequest";
    }
}

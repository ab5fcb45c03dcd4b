package com.homedelivery.auth.web;

import com.homedelivery.auth.application.TokenPair;

/** @param expiresIn lifetime of the access token in seconds */
record TokensResponse(String accessToken, String refreshToken, long expiresIn) {

    static TokensResponse of(TokenPair tokens) {
        return new TokensResponse(
                tokens.accessToken(), tokens.refreshToken(), tokens.expiresIn().toSeconds());
    }

    @Override
    public String toString() {
        return "TokensResponse[expiresIn=" + expiresIn + "]";
    }
}

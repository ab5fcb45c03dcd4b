package com.homedelivery.auth.web;

import com.homedelivery.auth.application.TokenPair;

/**
 * The tokens of somebody who signed in.
 *
 * @param expiresIn seconds that the access token is good for
 */
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

package com.homedelivery.auth.application;

import java.time.Duration;

/**
 * What somebody who signed in gets.
 *
 * @param accessToken JWT, sent along with every request
 * @param refreshToken opaque, exchanged once for the next pair
 * @param expiresIn how long the access token is good for
 */
public record TokenPair(String accessToken, String refreshToken, Duration expiresIn) {

    @Override
    public String toString() {
        return "TokenPair[expiresIn=" + expiresIn + "]";
    }
}

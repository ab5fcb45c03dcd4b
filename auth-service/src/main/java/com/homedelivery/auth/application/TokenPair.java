package com.homedelivery.auth.application;

import java.time.Duration;

/**
 * The tokens of one login or rotation.
 *
 * @param accessToken JWT, sent along with every request
 * @param refreshToken opaque, exchanged once for the next pair
 * @param expiresIn lifetime of the access token
 */
public record TokenPair(String accessToken, String refreshToken, Duration expiresIn) {

    @Override
    public String toString() {
        return "TokenPair[expiresIn=" + expiresIn + "]";
    }
}

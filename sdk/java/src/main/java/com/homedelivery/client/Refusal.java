package com.homedelivery.client;

import java.util.Set;

/**
 * What the gateway answers to somebody who tracks and may not have what they want.
 *
 * @param code as of {@link HomeDeliveryException#code()}
 * @param message for people
 */
public record Refusal(String code, String message) {

    private static final Set<String> PASSING =
            Set.of("TOKEN_EXPIRED", "RATE_LIMIT_EXCEEDED", "SERVICE_ERROR", "INTERNAL_ERROR");

    /** Whether a new connection, with a new token, may do. */
    public boolean passes() {
        return PASSING.contains(code);
    }
}

package com.homedelivery.client;

import java.util.Set;

/**
 * What the gateway answers to somebody who tracks and may not have what they want.
 *
 * @param code as of {@link HomeDeliveryException#code()}
 * @param message for people
 * @param passes whether a new connection, with a new token, may do; tracking tries that by itself, and ends otherwise
 */
public record Refusal(String code, String message, boolean passes) {

    private static final String TOO_MANY = "RATE_LIMIT_EXCEEDED";
    private static final Set<String> PASSING = Set.of("TOKEN_EXPIRED", "SERVICE_ERROR", "INTERNAL_ERROR");

    /** Other sessions of the same person may end. The subscriptions of one session would be as many in the next. */
    static Refusal of(String code, String message, boolean connected) {
        return new Refusal(code, message, PASSING.contains(code) || code.equals(TOO_MANY) && !connected);
    }
}

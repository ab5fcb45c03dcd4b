package com.homedelivery.shared.security;

import java.util.UUID;

/**
 * Tells which access tokens a change of their account has revoked. Auth-service counts how often an account's password or
 * role has changed: its token epoch. Each token carries the epoch of its time, and the latest one stands in Redis under
 * {@link #keyOf}, as long as older tokens may be about. Without a key nothing has changed lately.
 */
public interface TokenRevocationCheck {

    /**
     * Redis key of the revision of all epochs: another text after every change of any of them, written in one
     * step with it. So one look tells whether all that is known still holds. Without it nothing is known of the others.
     */
    String REVISION_KEY = "auth:token-epoch:revision";

    /**
     * Whether the account has changed since the token was issued, as far as is known: a change counts within a second or
     * two, and when Redis does not answer at once the token is accepted.
     */
    boolean isRevoked(VerifiedToken token);

    /** Redis key of the latest epoch of an account, a decimal number. */
    static String keyOf(UUID accountId) {
        return "auth:token-epoch:" + accountId;
    }
}

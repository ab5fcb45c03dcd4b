package com.homedelivery.shared.security;

import com.homedelivery.shared.redis.KeyNaming;
import java.util.UUID;

/**
 * Tells which access tokens a change of their account has revoked. Auth-service counts how often an account's password or
 * role has changed: its token epoch. Each token carries the epoch of its time, and the latest one stands in Redis under
 * {@link EpochKeys}, as long as older tokens may be about. Without a key nothing has changed lately.
 */
public interface TokenRevocationCheck {

    /**
     * Whether the account has changed since the token was issued, as far as is known: a change counts within a second or
     * two, and when Redis does not answer at once the token is accepted.
     */
    boolean isRevoked(VerifiedToken token);

    /**
     * The Redis keys. All of them are in one slot of a cluster: the revision is written and read with the others.
     *
     * @param naming as it has to be in this Redis
     */
    record EpochKeys(KeyNaming naming) {

        private static final String PREFIX = "auth:token-epoch";

        /**
         * Key of the revision of all epochs: another text after every change of any of them, written in one step with it.
         * So one look tells whether all that is known still holds. Without it nothing is known of the others.
         */
        public String revision() {
            return naming.companion(PREFIX, ":revision");
        }

        /** Key of the latest epoch of an account, a decimal number. */
        public String of(UUID accountId) {
            return naming.companion(PREFIX, ":" + accountId);
        }
    }
}

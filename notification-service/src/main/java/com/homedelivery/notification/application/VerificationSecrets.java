package com.homedelivery.notification.application;

import com.homedelivery.notification.application.MessageSender.DeferredException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets that people are mailed to prove that an address is theirs. */
public interface VerificationSecrets {

    /**
     * A new secret, valid for half an hour; those of before stay valid until one of them is used.
     *
     * @return empty when nobody needs it any more: it was used, or is too old
     * @throws DeferredException when nobody can say right now
     */
    Optional<Secret> secretOf(UUID verificationId) throws DeferredException;

    /**
     * A secret. It is never written to a log.
     *
     * @param email the only address that it may be sent to, or null when that is not told
     */
    record Secret(String value, @Nullable String email) {

        @Override
        public String toString() {
            return "Secret";
        }
    }
}

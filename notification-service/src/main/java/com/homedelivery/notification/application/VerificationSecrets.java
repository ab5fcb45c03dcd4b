package com.homedelivery.notification.application;

import com.homedelivery.notification.application.MessageSender.DeferredException;
import java.util.Optional;
import java.util.UUID;

/** The secrets that people are mailed to prove that an address is theirs. */
public interface VerificationSecrets {

    /**
     * A new secret, valid for half an hour; those of before stay valid until one of them is used.
     *
     * @return empty when nobody needs it any more: it was used, or is too old
     * @throws DeferredException when nobody can say right now
     */
    Optional<String> secretOf(UUID verificationId) throws DeferredException;
}

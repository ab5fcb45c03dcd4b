package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.SecondFactorUnavailableException;
import java.time.Instant;
import java.util.Optional;

/** Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, steps of 30 s. */
public interface TotpCodes {

    /** Whether there is a key to encrypt secrets with: else no second factor can be set up. */
    boolean isAvailable();

    /** A new secret of 160 bits, encrypted. */
    String newSecret();

    /**
     * The secret in the base 32 of RFC 4648 that people type into an app.
     *
     * @throws SecondFactorUnavailableException when there is no key for it
     */
    String decrypted(String secret);

    /**
     * The time step whose code this is: the present one, or the one before or after it, for clocks that differ.
     *
     * @param secret encrypted
     * @throws SecondFactorUnavailableException when there is no key for it
     */
    Optional<Long> matchingStep(String secret, String code, Instant now);

    /**
     * The secret encrypted by the present key; empty when it is already.
     *
     * @throws SecondFactorUnavailableException when there is no key for it
     */
    Optional<String> reencrypted(String secret);
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.OpaqueSecret;
import com.homedelivery.auth.domain.Verification;
import com.homedelivery.auth.domain.VerificationFailedException;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Judges the secret of a mail. */
@Component
class VerificationCheck {

    private final Verifications verifications;
    private final Accounts accounts;
    private final Clock clock;

    VerificationCheck(Verifications verifications, Accounts accounts, Clock clock) {
        this.verifications = verifications;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What a secret has proven: that the address of the verification is the account's owner's. */
    record Proven(Account account, Verification verification) {}

    /** @throws VerificationFailedException when the secret is good for nothing at this moment; it is not used */
    void requireGood(String secret, VerificationPurpose purpose) {
        find(secret, purpose).orElseThrow(VerificationFailedException::new);
    }

    /**
     * Uses a secret, in the transaction of what it allows: its account is locked, its verification closed.
     *
     * @throws VerificationFailedException when it is unknown, expired, used, superseded, or for something else
     */
    Proven use(String secret, VerificationPurpose purpose) {
        Account account = OpaqueSecret.parse(secret)
                .map(OpaqueSecret::hash)
                .flatMap(verifications::findAccountIdBySecret)
                .flatMap(accounts::findByIdForUpdate)
                .orElseThrow(VerificationFailedException::new);
        // Read only now that the account is locked: of two who come with it at once the second finds it closed.
        Verification verification = find(secret, purpose).orElseThrow(VerificationFailedException::new);
        verification.close(clock.instant());
        return new Proven(account, verification);
    }

    private Optional<Verification> find(String secret, VerificationPurpose purpose) {
        Instant now = clock.instant();
        return OpaqueSecret.parse(secret)
                .flatMap(parsed -> verifications.findBySecret(parsed.hash(), now))
                .filter(verification -> verification.purpose() == purpose && verification.isOpenAt(now));
    }
}

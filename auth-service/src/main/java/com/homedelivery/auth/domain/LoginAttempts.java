package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive failed logins, counted by what they have in common: an e-mail address and the network they came from; the e-mail
 * address; the network. Kept for addresses without an account too: a lockout must not reveal that there is one. Deleted by a
 * successful login, or some time after the last failure.
 */
@Entity
@Table(name = "login_guards")
public class LoginAttempts {

    @Id
    private String emailHash;

    private int failures;
    private Instant lastFailureAt;
    private @Nullable Instant blockedUntil;

    protected LoginAttempts() {}

    private LoginAttempts(String emailHash, Instant now) {
        this.emailHash = emailHash;
        this.lastFailureAt = now;
    }

    static LoginAttempts of(EmailAddress email, Instant now) {
        return new LoginAttempts(keyOf(email), now);
    }

    /** The id of the attempts on an address from one network. */
    public static String keyOf(EmailAddress email, String network) {
        return Sha256.of(email.value() + " from " + network);
    }

    /** The id of the attempts from a network, on whatever address. */
    public static String keyOfNetwork(String network) {
        return Sha256.of("from " + network);
    }

    /** The id of the codes that were tried as an account's second factor. */
    public static String keyOfSecondFactor(UUID accountId) {
        return Sha256.of("second factor of " + accountId);
    }

    /** The id of the attempts on an address, from wherever. */
    public static String keyOf(EmailAddress email) {
        return Sha256.of(email.value());
    }

    public void recordFailure(LockoutPolicy policy, Instant now) {
        boolean expired = !now.isBefore(lastFailureAt.plus(policy.lockFor()));
        failures = expired ? 1 : failures + 1;
        lastFailureAt = now;
        blockedUntil = now.plus(policy.waitAfter(failures));
    }

    /** How long until a password is compared again: zero when at once. */
    public Duration waitLeft(Instant now) {
        return blockedUntil == null || !now.isBefore(blockedUntil)
                ? Duration.ZERO
                : Duration.between(now, blockedUntil);
    }
}

package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The consecutive failed logins with one e-mail address. Kept for addresses without an account too: a lockout must not
 * reveal that there is one. Deleted by a successful login, or some time after the last failure.
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

    /** The id of an address's attempts. */
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

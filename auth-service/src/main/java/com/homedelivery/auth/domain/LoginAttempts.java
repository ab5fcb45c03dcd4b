package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The failed logins in a row with one e-mail address. It is kept for addresses without an account just the same, or
 * being locked out would tell that there is one. It ends with a good login or when nothing happens for a while.
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

    /** What the guard of an address is found by. */
    public static String keyOf(EmailAddress email) {
        return Sha256.of(email.value());
    }

    /** One more failed login. */
    public void failed(LockoutPolicy policy, Instant now) {
        boolean forgotten = !now.isBefore(lastFailureAt.plus(policy.lockFor()));
        failures = forgotten ? 1 : failures + 1;
        lastFailureAt = now;
        blockedUntil = now.plus(policy.waitAfter(failures));
    }

    /** How long until a login is looked at again: zero when at once. */
    public Duration waitLeft(Instant now) {
        return blockedUntil == null || !now.isBefore(blockedUntil)
                ? Duration.ZERO
                : Duration.between(now, blockedUntil);
    }
}

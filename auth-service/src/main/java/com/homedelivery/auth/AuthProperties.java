package com.homedelivery.auth;

import com.homedelivery.auth.domain.LockoutPolicy;
import com.homedelivery.shared.security.secret.SecretCipher;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param refreshTtl how long a refresh token is good for: how long people stay logged in without using the shop
 * @param reuseGrace how long after its rotation a refresh token may be presented again without its family being revoked; longer
 *     forgives slower networks, shorter notices a stolen one sooner
 * @param keepSecurityEvents how long people can look up what happened to their account
 * @param passwords how passwords are hashed
 * @param lockout how repeated failed logins are slowed down
 * @param totp the second factor at login
 * @param firstAdmin the admin to register when there is none yet
 */
@ConfigurationProperties("homedelivery.auth")
@Validated
public record AuthProperties(
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration refreshTtl,
        @DefaultValue("10s") @DurationMin Duration reuseGrace,
        @DefaultValue("180d") @DurationMin(days = 1) Duration keepSecurityEvents,
        @DefaultValue @Valid Passwords passwords,
        @DefaultValue @Valid Lockout lockout,
        @DefaultValue @Valid Totp totp,
        @DefaultValue FirstAdmin firstAdmin) {

    /**
     * @param strength cost of BCrypt: two to the power of it rounds for each password. One more doubles the time of a login, and
     *     of guessing from a stolen database
     * @param concurrency how many passwords are hashed at the same time; 0 means half of the processors. More speeds up bursts of
     *     logins, at the expense of everything else on the machine
     * @param maxWait how long a login waits for its turn to hash before it is refused with 503
     * @param maxQueue how many logins wait for their turn at the same time; who comes then is refused with 503 at once, and told
     *     when those before will be done
     */
    public record Passwords(
            @DefaultValue("10") @Min(4) @Max(31) int strength,
            @DefaultValue("0") @Min(0) int concurrency,
            @DefaultValue("5s") @DurationMin Duration maxWait,
            @DefaultValue("100") @Min(1) int maxQueue) {

        public int permits() {
            return concurrency > 0
                    ? concurrency
                    : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    /**
     * @param slowFrom from which failed login in a row, on an e-mail address and from one network, the next try has to wait
     * @param firstWait how long it has to wait after failed login number {@code homedelivery.auth.lockout.slow-from} in a row; each
     *     further failure doubles it
     * @param lockFrom which failed login in a row locks the e-mail address for that network
     * @param lockFor how long a lock lasts, and how long failed logins are remembered
     * @param accountLockFrom which failed login in a row, from wherever, locks an e-mail address for all networks that its owner
     *     has not logged in from
     * @param networkLockFrom which failed login in a row, on whatever e-mail address, locks a network out of all accounts whose
     *     owners have not logged in from it
     */
    public record Lockout(
            @DefaultValue("5") @Min(1) int slowFrom,
            @DefaultValue("1s") @DurationMin Duration firstWait,
            @DefaultValue("10") @Min(1) int lockFrom,
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration lockFor,
            @DefaultValue("30") @Min(1) int accountLockFrom,
            @DefaultValue("50") @Min(1) int networkLockFrom) {

        public LockoutPolicy policy() {
            return new LockoutPolicy(slowFrom, firstWait, lockFrom, lockFor);
        }

        public LockoutPolicy accountPolicy() {
            return lockingFrom(accountLockFrom);
        }

        public LockoutPolicy networkPolicy() {
            return lockingFrom(networkLockFrom);
        }

        /** As long a delay before the lock. */
        private LockoutPolicy lockingFrom(int failures) {
            return new LockoutPolicy(Math.max(1, failures - (lockFrom - slowFrom)), firstWait, failures, lockFor);
        }
    }

    /**
     * @param key encrypts the secrets of second factors in the database: 32 bytes in Base64. Without it no second factor can be
     *     set up; with another one those that are set up are lost, and recovery codes are all that is left
     * @param previousKey what {@code homedelivery.auth.totp.key} was before: reads the secrets that it has encrypted, each of which
     *     is encrypted by the present key when it is used
     * @param issuer name of the shop in authenticator apps
     */
    public record Totp(
            @DefaultValue("") @Pattern(regexp = SecretCipher.KEY)
            String key,

            @DefaultValue("") @Pattern(regexp = SecretCipher.KEY)
            String previousKey,

            @DefaultValue("Home Delivery") @NotBlank String issuer) {

        @Override
        public String toString() {
            return "Totp[issuer=" + issuer + "]";
        }
    }

    /**
     * Both or neither.
     *
     * @param email address of the admin that is registered at a start that finds none; needs
     *     {@code homedelivery.auth.first-admin.password}
     * @param password password of the admin that is registered at a start that finds none; only used once: change it after the
     *     first login
     */
    public record FirstAdmin(
            @Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "FirstAdmin[email=" + email + "]";
        }
    }
}

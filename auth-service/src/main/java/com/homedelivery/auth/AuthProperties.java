package com.homedelivery.auth;

import com.homedelivery.auth.domain.LockoutPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * @param passwords how passwords are hashed
 * @param lockout how repeated failed logins are slowed down
 * @param firstAdmin the admin to register when there is none yet
 */
@ConfigurationProperties("homedelivery.auth")
@Validated
public record AuthProperties(
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration refreshTtl,
        @DefaultValue("10s") @DurationMin Duration reuseGrace,
        @DefaultValue @Valid Passwords passwords,
        @DefaultValue @Valid Lockout lockout,
        @DefaultValue FirstAdmin firstAdmin) {

    /**
     * @param strength cost of BCrypt: two to the power of it rounds for each password. One more doubles the time of a login, and
     *     of guessing from a stolen database
     * @param concurrency how many passwords are hashed at the same time; 0 means half of the processors. More speeds up bursts of
     *     logins, at the expense of everything else on the machine
     * @param maxWait how long a login waits for its turn to hash before it is refused with 503
     */
    public record Passwords(
            @DefaultValue("10") @Min(4) @Max(31) int strength,
            @DefaultValue("0") @Min(0) int concurrency,
            @DefaultValue("5s") @DurationMin Duration maxWait) {

        public int permits() {
            return concurrency > 0
                    ? concurrency
                    : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    /**
     * @param slowFrom from which failed login in a row on an address has to wait before its next try
     * @param firstWait how long an address waits after failed login number {@code homedelivery.auth.lockout.slow-from} in a row;
     *     each further failure doubles it
     * @param lockFrom which failed login in a row locks the address
     * @param lockFor how long an address stays locked, and how long its failed logins are remembered
     */
    public record Lockout(
            @DefaultValue("5") @Min(1) int slowFrom,
            @DefaultValue("1s") @DurationMin Duration firstWait,
            @DefaultValue("10") @Min(1) int lockFrom,
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration lockFor) {

        public LockoutPolicy policy() {
            return new LockoutPolicy(slowFrom, firstWait, lockFrom, lockFor);
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

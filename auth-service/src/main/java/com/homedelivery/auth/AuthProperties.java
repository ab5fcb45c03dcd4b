package com.homedelivery.auth;

import com.homedelivery.auth.domain.LockoutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param refreshTtl how long a refresh token is good for
 * @param reuseGrace how long after its rotation a refresh token may be presented again without its family being revoked
 * @param passwords how passwords are hashed
 * @param lockout how repeated failed logins are slowed down
 * @param firstAdmin the admin to register when there is none yet
 * @param purgeInterval how often expired refresh tokens and outdated login failures are deleted
 */
@ConfigurationProperties("homedelivery.auth")
public record AuthProperties(
        @DefaultValue("7d") Duration refreshTtl,
        @DefaultValue("10s") Duration reuseGrace,
        @DefaultValue Passwords passwords,
        @DefaultValue Lockout lockout,
        @DefaultValue FirstAdmin firstAdmin,
        @DefaultValue("5m") Duration purgeInterval) {

    /** For {@code @Scheduled}: {@link #purgeInterval}. */
    public static final String PURGE_INTERVAL =
            "#{@'homedelivery.auth-com.homedelivery.auth.AuthProperties'.purgeInterval()}";

    /**
     * @param strength BCrypt's cost, 4 to 31: two to the power of it rounds
     * @param concurrency how many passwords are hashed at the same time; 0 means half of the processors
     * @param patience how long a login waits for a permit to hash before it is rejected
     */
    public record Passwords(
            @DefaultValue("10") int strength,
            @DefaultValue("0") int concurrency,
            @DefaultValue("5s") Duration patience) {

        public int permits() {
            return concurrency > 0
                    ? concurrency
                    : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    /**
     * @param slowFrom the failure in a row from which on one has to wait before the next try
     * @param firstWait that wait, doubled with each further failure
     * @param lockFrom the failure in a row that locks
     * @param lockFor how long it locks, and how long failures are remembered
     */
    public record Lockout(
            @DefaultValue("5") int slowFrom,
            @DefaultValue("1s") Duration firstWait,
            @DefaultValue("10") int lockFrom,
            @DefaultValue("15m") Duration lockFor) {

        public LockoutPolicy policy() {
            return new LockoutPolicy(slowFrom, firstWait, lockFrom, lockFor);
        }
    }

    /**
     * Both or neither.
     *
     * @param email address of the first admin
     * @param password of the first admin; only used once: change it after the first login
     */
    public record FirstAdmin(
            @Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "FirstAdmin[email=" + email + "]";
        }
    }
}

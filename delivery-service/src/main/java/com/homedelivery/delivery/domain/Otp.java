package com.homedelivery.delivery.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The four digits that the customer tells the rider at the handover: the proof of delivery. Only the customer ever sees
 * them, and nobody once the delivery is over. They are kept after the handover, so that the rider's request can be
 * repeated.
 */
@Embeddable
public class Otp {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 10_000;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(name = "otp", length = 4)
    private @Nullable String digits;

    private int wrongTries;
    private @Nullable Instant lockedUntil;

    protected Otp() {}

    private Otp(String digits) {
        this.digits = digits;
    }

    static Otp random() {
        return new Otp("%04d".formatted(RANDOM.nextInt(CODES)));
    }

    /**
     * Compares in constant time and counts wrong guesses.
     *
     * @throws InvalidOtpException when it is another code; the guess has been counted, which must be kept
     * @throws OtpLockedException after too many wrong guesses, for a while
     */
    void verify(String guess, OtpPolicy policy, Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            throw new OtpLockedException(lockedUntil, now);
        }
        if (!matches(guess)) {
            countWrongGuess(policy, now);
            throw new InvalidOtpException();
        }
    }

    /** Compares in constant time. */
    boolean matches(String guess) {
        return digits != null
                && MessageDigest.isEqual(
                        digits.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    private void countWrongGuess(OtpPolicy policy, Instant now) {
        wrongTries++;
        if (wrongTries >= policy.wrongTries()) {
            wrongTries = 0;
            lockedUntil = now.plus(policy.lockedFor());
        }
    }

    void forget() {
        digits = null;
    }

    /** The code, for the customer's eyes only, or null when it is forgotten. */
    @Nullable
    String digits() {
        return digits;
    }
}

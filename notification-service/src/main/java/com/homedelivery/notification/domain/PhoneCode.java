package com.homedelivery.notification.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A code that was sent to a number, by which its owner shows that it is theirs. Only a hash of it is kept. */
@Entity
@Table(name = "phone_codes")
public class PhoneCode {

    private static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final int MAX_ATTEMPTS = 5;

    @Id
    private UUID userId;

    private String phone;
    private String hash;
    private int attempts;
    private Instant expiresAt;

    protected PhoneCode() {}

    /** @param code six digits */
    public PhoneCode(UUID userId, String phone, String code, Instant now) {
        this.userId = userId;
        this.phone = phone;
        this.hash = hash(code);
        this.expiresAt = now.plus(VALIDITY);
    }

    /** Tries a code. After five wrong ones, or ten minutes, or for another number none is right. */
    public boolean matches(String code, String currentPhone, Instant now) {
        attempts++;
        return attempts <= MAX_ATTEMPTS
                && now.isBefore(expiresAt)
                && phone.equals(currentPhone)
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), hash(code).getBytes(StandardCharsets.US_ASCII));
    }

    private String hash(String code) {
        try {
            String salted = userId + " " + phone + " " + code;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(salted.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK knows SHA-256", e);
        }
    }

    /** When it is worth nothing any more. */
    public Instant expiresAt() {
        return expiresAt;
    }
}

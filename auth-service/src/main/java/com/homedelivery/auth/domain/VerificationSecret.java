package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What is stored of a secret that is in one mail. */
@Entity
@Table(name = "verification_secrets")
public class VerificationSecret {

    private static final Duration TTL = Duration.ofMinutes(30);

    @Id
    private String secretHash;

    private UUID verificationId;
    private Instant expiresAt;

    protected VerificationSecret() {}

    public VerificationSecret(Verification verification, OpaqueSecret secret, Instant now) {
        this.secretHash = secret.hash();
        this.verificationId = verification.id();
        this.expiresAt = now.plus(TTL);
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}

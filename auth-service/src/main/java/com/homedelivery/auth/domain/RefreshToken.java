package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One refresh token: issued at login or by rotation of its predecessor, valid for one use, stored until it expires so that
 * reuse is detected. The tokens descending from one login are a family; revoking a family deletes its tokens.
 */
@Entity
@Table(name = "refresh_tokens")
public class RefreshToken {

    public enum Status {
        ACTIVE,
        EXPIRED,
        /** Used within the grace period: two tabs refreshing at once. */
        RECENTLY_ROTATED,
        /** Used before: somebody has a copy. */
        REUSED
    }

    @Id
    private UUID id;

    private UUID accountId;
    private UUID familyId;
    private String tokenHash;
    private Instant issuedAt;
    private Instant expiresAt;
    private @Nullable Instant spentAt;

    @Version
    private @Nullable Long version;

    protected RefreshToken() {}

    private RefreshToken(UUID accountId, UUID familyId, OpaqueSecret secret, Instant now, Duration ttl) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.accountId = accountId;
        this.familyId = familyId;
        this.tokenHash = secret.hash();
        this.issuedAt = now;
        this.expiresAt = now.plus(ttl);
    }

    /** The first token of a new family. */
    public static RefreshToken atLogin(UUID accountId, OpaqueSecret secret, Instant now, Duration ttl) {
        return new RefreshToken(accountId, UuidCreator.getTimeOrderedEpoch(), secret, now, ttl);
    }

    /** @param reuseGrace how long after its use a token may be presented again without being reported as reused */
    public Status statusAt(Instant now, Duration reuseGrace) {
        if (spentAt != null) {
            return now.isAfter(spentAt.plus(reuseGrace)) ? Status.REUSED : Status.RECENTLY_ROTATED;
        }
        return now.isBefore(expiresAt) ? Status.ACTIVE : Status.EXPIRED;
    }

    /** Uses this token up and returns the next one of its family. */
    public RefreshToken rotate(OpaqueSecret next, Instant now, Duration ttl) {
        if (spentAt != null) {
            throw new IllegalStateException("A refresh token is valid for one use");
        }
        this.spentAt = now;
        return new RefreshToken(accountId, familyId, next, now, ttl);
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID familyId() {
        return familyId;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}

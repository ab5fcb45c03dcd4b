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
 * One refresh token: issued at login or in exchange for its predecessor, good for one use, kept until it expires so that
 * a second use is noticed. The tokens descending from one login are a family; to revoke a family is to forget its
 * tokens.
 */
@Entity
@Table(name = "refresh_tokens")
public class RefreshToken {

    /** What to think of a token that is presented. */
    public enum Standing {
        GOOD,
        EXPIRED,
        /** Spent a moment ago: two tabs refreshing at once. */
        JUST_SPENT,
        /** Spent long ago: somebody has a copy. */
        STOLEN
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

    private RefreshToken(UUID accountId, UUID familyId, RefreshSecret secret, Instant now, Duration ttl) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.accountId = accountId;
        this.familyId = familyId;
        this.tokenHash = secret.hash();
        this.issuedAt = now;
        this.expiresAt = now.plus(ttl);
    }

    /** The first token of a new family. */
    public static RefreshToken atLogin(UUID accountId, RefreshSecret secret, Instant now, Duration ttl) {
        return new RefreshToken(accountId, UuidCreator.getTimeOrderedEpoch(), secret, now, ttl);
    }

    /** @param reuseGrace how long after its use a spent token raises no suspicion */
    public Standing standing(Instant now, Duration reuseGrace) {
        if (spentAt != null) {
            return now.isAfter(spentAt.plus(reuseGrace)) ? Standing.STOLEN : Standing.JUST_SPENT;
        }
        return now.isBefore(expiresAt) ? Standing.GOOD : Standing.EXPIRED;
    }

    /** Uses this token up and gives the next one of its family. */
    public RefreshToken exchange(RefreshSecret next, Instant now, Duration ttl) {
        if (spentAt != null) {
            throw new IllegalStateException("A refresh token is good for one use");
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

package com.homedelivery.order.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a customer was told that an order would cost. For a while it can be ordered, once, whatever has become of prices, fees and
 * promotions.
 */
@Entity
@Table(name = "quotes")
public class Quote {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID userId;

    @JdbcTypeCode(SqlTypes.JSON)
    private OrderDraft draft;

    private Instant expiresAt;
    private @Nullable UUID orderId;

    protected Quote() {}

    public Quote(UUID id, UUID userId, OrderDraft draft, Instant expiresAt) {
        this.id = id;
        this.userId = userId;
        this.draft = draft;
        this.expiresAt = expiresAt;
    }

    public UUID id() {
        return id;
    }

    public boolean belongsTo(UUID userId) {
        return this.userId.equals(userId);
    }

    /** What is ordered when it is ordered. */
    public OrderDraft draft() {
        return draft;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean hasExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** The order that has its prices; null while there is none. */
    public @Nullable UUID orderId() {
        return orderId;
    }
}

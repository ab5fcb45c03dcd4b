package com.homedelivery.product.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.ConflictException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A price that begins at a time to come. It is applied then, or cancelled before. */
@Entity
@Table(name = "price_changes")
public class PriceChange {

    /** Where it stands. */
    public enum Status {
        SCHEDULED,
        APPLIED,
        CANCELLED
    }

    @Id
    private UUID id;

    @Column(name = "product_id", updatable = false)
    private UUID productId;

    @Column(updatable = false)
    private BigDecimal price;

    @Column(name = "effective_at", updatable = false)
    private Instant effectiveAt;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    protected PriceChange() {}

    /** @param createdBy the admin who wants it */
    public PriceChange(UUID productId, BigDecimal price, Instant effectiveAt, UUID createdBy, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.productId = productId;
        this.price = price;
        this.effectiveAt = effectiveAt;
        this.status = Status.SCHEDULED;
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    /** Its price is the product's from now on. */
    public void apply(Instant now) {
        status = Status.APPLIED;
        finishedAt = now;
    }

    /**
     * Its price will not come. Idempotent.
     *
     * @throws ConflictException when it has come already
     */
    public void cancel(Instant now) {
        switch (status) {
            case SCHEDULED -> {
                status = Status.CANCELLED;
                finishedAt = now;
            }
            case APPLIED -> throw new ConflictException("The price has begun already");
            case CANCELLED -> {}
        }
    }

    public UUID id() {
        return id;
    }

    public UUID productId() {
        return productId;
    }

    public BigDecimal price() {
        return price;
    }

    public Instant effectiveAt() {
        return effectiveAt;
    }

    public Status status() {
        return status;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it was applied or cancelled. */
    public @Nullable Instant finishedAt() {
        return finishedAt;
    }
}

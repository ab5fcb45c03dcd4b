package com.homedelivery.product.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the store sells. It is added once, may be revised and taken off sale any number of times, and is never
 * removed: past orders keep pointing at it.
 */
@Entity
@Table(name = "products")
public class Product {

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;
    private String category;
    private BigDecimal price;

    @Column(name = "image_url")
    private @Nullable String imageUrl;

    private boolean active;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    protected Product() {}

    private Product(UUID id, ProductDetails details, Instant now) {
        this.id = id;
        this.active = true;
        this.createdAt = now;
        describe(details, now);
    }

    /** A new product, on sale at once. */
    public static Product add(ProductDetails details, Instant now) {
        return new Product(UuidCreator.getTimeOrderedEpoch(), details, now);
    }

    /**
     * Replaces everything that is said about it.
     *
     * @param onSale whether it is on sale from now on, or null to leave that as it is
     */
    public void revise(ProductDetails details, @Nullable Boolean onSale, Instant now) {
        describe(details, now);
        if (onSale != null) {
            active = onSale;
        }
    }

    /** Takes it off sale. Idempotent. */
    public void deactivate(Instant now) {
        if (active) {
            active = false;
            updatedAt = now;
        }
    }

    private void describe(ProductDetails details, Instant now) {
        name = details.name();
        description = details.description();
        category = details.category();
        price = details.price();
        imageUrl = details.imageUrl();
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public ProductDetails details() {
        return new ProductDetails(name, description, category, price, imageUrl);
    }

    /** Whether it is on sale. */
    public boolean isActive() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Goes up with every change; 0 until it was saved. */
    public long version() {
        return version == null ? 0 : version;
    }
}

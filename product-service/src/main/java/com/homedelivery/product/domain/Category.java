package com.homedelivery.product.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where products stand, in a tree. Its slug stays when it is renamed or moved, for addresses are made of it. It can go only when
 * nothing is in it.
 */
@Entity
@Table(name = "categories")
public class Category {

    @Id
    private UUID id;

    @Column(name = "parent_id")
    private @Nullable UUID parentId;

    private String name;
    private String slug;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    protected Category() {}

    /**
     * A new one, empty.
     *
     * @param parentId null for a root
     * @param name 1 to 60 characters, of one category below a parent only
     * @param slug lower-case letters, digits and single hyphens, 80 at most
     */
    public Category(@Nullable UUID parentId, String name, String slug, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.parentId = parentId;
        this.name = name;
        this.slug = slug;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Gives it another name, parent or slug. */
    public void revise(@Nullable UUID newParentId, String newName, String newSlug, Instant now) {
        parentId = newParentId;
        name = newName;
        slug = newSlug;
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    /** Null when it is a root. */
    public @Nullable UUID parentId() {
        return parentId;
    }

    public String name() {
        return name;
    }

    public String slug() {
        return slug;
    }

    /** Goes up with every change; 0 until it was saved. */
    public long version() {
        return version == null ? 0 : version;
    }
}

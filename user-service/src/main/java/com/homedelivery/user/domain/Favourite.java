package com.homedelivery.user.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A product that a customer wants to find again. */
@Entity
@Table(name = "favourites")
public class Favourite {

    /** Most favourites that a customer has. */
    public static final int MAX = 200;

    @EmbeddedId
    private Id id;

    private Instant addedAt;

    protected Favourite() {}

    @Embeddable
    public record Id(UUID userId, UUID productId) implements Serializable {}

    public UUID productId() {
        return id.productId();
    }

    public Instant addedAt() {
        return addedAt;
    }
}

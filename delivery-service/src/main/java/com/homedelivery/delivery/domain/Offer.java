package com.homedelivery.delivery.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery offered to one rider, for a while. Part of the {@link Delivery}, which alone opens and closes it. */
@Entity
@Table(name = "offers")
public class Offer {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "delivery_id")
    private Delivery delivery;

    private UUID riderId;

    @Enumerated(EnumType.STRING)
    private OfferStatus status;

    private double distanceKm;
    private Instant offeredAt;
    private Instant expiresAt;
    private @Nullable Instant closedAt;

    protected Offer() {}

    Offer(Delivery delivery, UUID riderId, double distanceKm, Instant offeredAt, Instant expiresAt) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.delivery = delivery;
        this.riderId = riderId;
        this.status = OfferStatus.OPEN;
        this.distanceKm = distanceKm;
        this.offeredAt = offeredAt;
        this.expiresAt = expiresAt;
    }

    void close(OfferStatus outcome, Instant now) {
        status = outcome;
        closedAt = now;
    }

    /** Whether the rider can still accept. */
    public boolean isOpenAt(Instant now) {
        return status == OfferStatus.OPEN && now.isBefore(expiresAt);
    }

    /** Whether the rider is not to be asked again: never, or not yet when the offer has expired since then. */
    boolean excludesRider(Instant expiredSince) {
        return switch (status) {
            case OPEN, ACCEPTED, REJECTED -> true;
            case EXPIRED -> closedAt != null && closedAt.isAfter(expiredSince);
            case WITHDRAWN -> false;
        };
    }

    boolean isFor(UUID rider) {
        return riderId.equals(rider);
    }

    public Delivery delivery() {
        return delivery;
    }

    public UUID riderId() {
        return riderId;
    }

    public OfferStatus status() {
        return status;
    }

    /** From the rider to the store, as the crow flies, when the offer was made. */
    public double distanceKm() {
        return distanceKm;
    }

    public Instant offeredAt() {
        return offeredAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}

package com.homedelivery.notification.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as far as notifications need it: whose it is, whether its confirmation was notified, and whether it was
 * cancelled.
 */
@Entity
@Table(name = "known_orders")
public class OrderProjection {

    @Id
    private UUID orderId;

    private @Nullable UUID userId;
    /** Cancelled, or failed. */
    @Column(name = "undone")
    private boolean cancelled;

    private boolean confirmed;

    protected OrderProjection() {}

    /** @return whether this was not known before */
    public boolean assignOwner(UUID userId) {
        boolean first = this.userId == null;
        this.userId = userId;
        return first;
    }

    /** @return whether this was not known before: an order may be confirmed again when its delivery does not begin */
    public boolean confirm() {
        boolean first = !confirmed;
        confirmed = true;
        return first;
    }

    /** It was cancelled or has failed. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public UUID orderId() {
        return orderId;
    }

    /** Whose it is, or null when that is not known yet. */
    public @Nullable UUID userId() {
        return userId;
    }
}

package com.homedelivery.notification.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as far as people are told about it: whose it is, what they were told, and whether it still goes on. */
@Entity
@Table(name = "known_orders")
public class OrderProjection {

    @Id
    private UUID orderId;

    private @Nullable UUID userId;
    private boolean undone;
    private boolean confirmed;

    protected OrderProjection() {}

    /** @return whether this was not known before */
    public boolean belongsTo(UUID userId) {
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
    public void undo() {
        undone = true;
    }

    public boolean isUndone() {
        return undone;
    }

    public UUID orderId() {
        return orderId;
    }

    /** Whose it is, or null when that is not known yet. */
    public @Nullable UUID userId() {
        return userId;
    }
}

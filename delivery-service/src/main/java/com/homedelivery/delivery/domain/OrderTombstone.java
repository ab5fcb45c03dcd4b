package com.homedelivery.delivery.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An order that was cancelled or failed before its confirmation arrived: its delivery will be stopped at once. */
@Entity
@Table(name = "stopped_orders")
public class OrderTombstone {

    @Id
    private UUID orderId;

    private String reason;
    private Instant stoppedAt;

    protected OrderTombstone() {}

    public OrderTombstone(UUID orderId, String reason, Instant stoppedAt) {
        this.orderId = orderId;
        this.reason = reason;
        this.stoppedAt = stoppedAt;
    }

    public UUID orderId() {
        return orderId;
    }

    public String reason() {
        return reason;
    }

    public Instant stoppedAt() {
        return stoppedAt;
    }
}

package com.homedelivery.order.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A window of one day, in which so many orders can be delivered. What is booked is counted in the database, by {@link Slots}. */
@Entity
@Table(name = "delivery_slots")
public class Slot {

    @Id
    private UUID id;

    private UUID windowId;
    private Instant startsAt;
    private Instant endsAt;
    private Instant closesAt;
    private int capacity;
    private int booked;

    protected Slot() {}

    public UUID id() {
        return id;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return endsAt;
    }

    /** Until when it can be ordered. */
    public Instant closesAt() {
        return closesAt;
    }

    public boolean isClosed(Instant now) {
        return !closesAt.isAfter(now);
    }

    /** Places that no order has; some of them may be held. */
    public int unbooked() {
        return Math.max(0, capacity - booked);
    }

    /** @param lead how long before its start a rider is looked for */
    public DeliverySlot of(Duration lead) {
        return new DeliverySlot(id, startsAt, endsAt, startsAt.minus(lead));
    }
}

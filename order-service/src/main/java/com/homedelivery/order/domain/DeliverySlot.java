package com.homedelivery.order.domain;

import com.homedelivery.shared.event.OrderEvent.Slot;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/**
 * When an order is to be delivered.
 *
 * @param id of the slot that the order takes a place of
 * @param dispatchAt when a rider is looked for
 */
@Embeddable
public record DeliverySlot(
        @Column(name = "slot_id") UUID id,
        @Column(name = "slot_start") Instant start,
        @Column(name = "slot_end") Instant end,
        Instant dispatchAt) {

    Slot toEvent() {
        return new Slot(start, end);
    }
}

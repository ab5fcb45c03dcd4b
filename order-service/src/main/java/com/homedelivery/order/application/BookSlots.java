package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.DeliverySlot;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Slot;
import com.homedelivery.order.domain.Slots;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which delivery slots there are for a customer, and who gets their places. */
@Service
public class BookSlots {

    private final Slots slots;
    private final Duration lead;
    private final Duration holdFor;
    private final int daysAhead;
    private final Clock clock;

    BookSlots(Slots slots, OrderProperties properties, Clock clock) {
        this.slots = slots;
        this.lead = properties.slots().lead();
        this.holdFor = properties.slots().holdFor();
        this.daysAhead = properties.slots().daysAhead();
        this.clock = clock;
    }

    /** @param left places that this customer could have */
    public record Offered(Slot slot, long left) {}

    /** What can be ordered now, by time; also what is full. */
    @Transactional(readOnly = true)
    public List<Offered> find(UUID userId) {
        Instant now = clock.instant();
        List<Slot> open = slots.findOpen(now, now.plus(Duration.ofDays(daysAhead + 1L)));
        if (open.isEmpty()) {
            return List.of();
        }
        Map<Object, Long> held = slots
                .countHoldsOfOthers(open.stream().map(Slot::id).toList(), userId, now)
                .stream()
                .collect(Collectors.toMap(row -> row[0], row -> ((Number) row[1]).longValue()));
        return open.stream()
                .map(slot -> new Offered(slot, Math.max(0, slot.unbooked() - held.getOrDefault(slot.id(), 0L))))
                .toList();
    }

    /**
     * Keeps a place for a customer, in place of whatever was kept for them.
     *
     * @return until when
     * @throws NotFoundException when there is no such slot
     * @throws OrderRefusedException when it is full or closed
     */
    @Transactional
    public Instant hold(UUID slotId, UUID userId) {
        Instant until = clock.instant().plus(holdFor);
        if (!hold(slotId, userId, until)) {
            throw slots.findById(slotId).isEmpty()
                    ? new NotFoundException("Slot")
                    : OrderRefusedException.slotIsUnavailable();
        }
        return until;
    }

    /** @return false when it is full, closed, or there is none */
    @Transactional
    public boolean hold(UUID slotId, UUID userId, Instant until) {
        return slots.lock(slotId).isPresent() && slots.hold(slotId, userId, until, clock.instant()) == 1;
    }

    /** Keeps no place in this slot for the customer any more. Without effect when none was kept. */
    @Transactional
    public void release(UUID slotId, UUID userId) {
        slots.releaseHold(slotId, userId);
    }

    /** @param until when the place is everybody's again */
    public record Held(UUID userId, Instant until) {}

    /**
     * Whom places in a slot are kept for; what expires first before the others.
     *
     * @throws NotFoundException when there is no such slot
     */
    @Transactional(readOnly = true)
    public List<Held> holdsOf(UUID slotId) {
        if (slots.findById(slotId).isEmpty()) {
            throw new NotFoundException("Slot");
        }
        return slots.findHolds(slotId, clock.instant()).stream()
                .map(row -> new Held((UUID) row[0], (Instant) row[1]))
                .toList();
    }

    /** The slot as an order has it; empty when it is closed, or there is none. */
    Optional<DeliverySlot> find(UUID slotId, Instant now) {
        return slots.findById(slotId).filter(slot -> !slot.isClosed(now)).map(slot -> slot.of(lead));
    }

    /**
     * Books the order's place, if it has a slot, in the order's transaction.
     *
     * @throws OrderRefusedException when the slot is full or closed
     */
    void book(Order order, Instant now) {
        DeliverySlot slot = order.slot();
        if (slot == null) {
            return;
        }
        if (slots.lock(slot.id()).isEmpty() || slots.book(slot.id(), order.userId(), now) == 0) {
            throw OrderRefusedException.slotIsUnavailable();
        }
        slots.releaseHold(slot.id(), order.userId());
    }

    /** Gives back a place for each order that was cancelled, in the order of the slots' ids. */
    void giveBack(List<UUID> slotIds) {
        slotIds.stream().sorted().forEach(slots::unbook);
    }
}

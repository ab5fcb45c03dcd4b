package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The status of an order, for services that need no more of it.
 *
 * @param askAgainAt before when it will not be confirmed to others, since its slot is far; null when nothing is known of that. It
 *     may be cancelled before, which its event tells
 */
public record OrderStatusView(
        UUID id, OrderStatus status, @Nullable Instant askAgainAt) {

    /** To others, what waits for its slot is not confirmed yet: its goods stay reserved until a rider is looked for. */
    public OrderStatusView(UUID id, OrderStatus status, @Nullable Instant dispatchAt, @Nullable Instant dispatchedAt) {
        boolean waitsForSlot = status == OrderStatus.CONFIRMED && dispatchAt != null && dispatchedAt == null;
        this(id, waitsForSlot ? OrderStatus.PENDING : status, waitsForSlot ? dispatchAt : null);
    }
}

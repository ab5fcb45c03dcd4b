package com.homedelivery.order.domain;

import java.util.UUID;

/** The status of an order, for services that need no more of it. */
public record OrderStatusView(UUID id, OrderStatus status) {

    /** To others, what waits for its slot is not confirmed yet: its goods stay reserved until a rider is looked for. */
    public OrderStatusView(UUID id, OrderStatus status, boolean waitsForSlot) {
        this(id, waitsForSlot && status == OrderStatus.CONFIRMED ? OrderStatus.PENDING : status);
    }
}

package com.homedelivery.analytics.domain;

/** How far a delivery has come; the furthest stage wins, as in {@link OrderStage}. */
public enum DeliveryStage {
    ASSIGNED,
    PICKED_UP,
    IN_TRANSIT,
    DELIVERED,
    FAILED,
    /** Called off before pickup. */
    CANCELLED
}

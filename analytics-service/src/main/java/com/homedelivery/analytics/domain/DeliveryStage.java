package com.homedelivery.analytics.domain;

/** How far a delivery has come; as with orders, the furthest stage wins. */
public enum DeliveryStage {
    ASSIGNED,
    PICKED_UP,
    IN_TRANSIT,
    DELIVERED,
    FAILED,
    /** Called off before pickup. */
    CANCELLED
}

package com.homedelivery.analytics.domain;

/**
 * How far an order has come. Events may come in any order: the furthest stage wins, and so the stages stand here in the
 * order in which one overrules another. What ended is not begun again by an event that comes late.
 */
public enum OrderStage {
    PENDING,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    FAILED
}

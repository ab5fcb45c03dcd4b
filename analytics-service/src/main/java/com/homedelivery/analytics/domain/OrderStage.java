package com.homedelivery.analytics.domain;

/**
 * How far an order has come. Events may arrive in any order: the furthest stage wins, so the stages are declared in
 * the order in which one overrides another. A late event does not reopen an order that has ended.
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

package com.homedelivery.order.domain;

/** How many orders are in a status. */
public record OrdersInStatus(OrderStatus status, long count) {}

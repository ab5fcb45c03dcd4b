package com.homedelivery.order.domain;

import java.util.UUID;

/** The status of an order, for services that need no more of it. */
public record OrderStatusView(UUID id, OrderStatus status) {}

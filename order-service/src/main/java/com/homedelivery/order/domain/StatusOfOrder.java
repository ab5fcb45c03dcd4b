package com.homedelivery.order.domain;

import java.util.UUID;

/** Where an order stands. */
public record StatusOfOrder(UUID id, OrderStatus status) {}

package com.homedelivery.inventory.support;

import java.util.UUID;

/** A line of an order. */
public record Line(UUID productId, int quantity) {}

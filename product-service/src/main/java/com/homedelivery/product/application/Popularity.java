package com.homedelivery.product.application;

import java.util.UUID;

/**
 * How much a product is in demand.
 *
 * @param orders orders with it in the last 30 days
 */
public record Popularity(UUID productId, long orders) {}

package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A product that a customer has bought.
 *
 * @param name under which it was ordered
 * @param times how many orders had it
 * @param quantity how many in all
 * @param lastOrderedAt when it was ordered last
 */
public record OrderedProduct(UUID productId, String name, long times, long quantity, Instant lastOrderedAt) {}

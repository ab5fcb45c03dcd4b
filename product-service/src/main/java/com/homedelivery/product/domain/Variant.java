package com.homedelivery.product.domain;

import java.util.UUID;

/**
 * That a product differs from another one in a single thing: its size, its colour, its flavour.
 *
 * @param of the main product, which is no variant itself
 * @param label what is different: {@code 500 g}; 1 to 60 characters
 */
public record Variant(UUID of, String label) {}

package com.homedelivery.product.application;

import java.util.UUID;

/**
 * A category on the way from the root of the tree to a product.
 *
 * @param slug its name in addresses, of one category only
 */
public record CategoryRef(UUID id, String name, String slug) {}

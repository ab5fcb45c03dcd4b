package com.homedelivery.cart.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cart that is to be changed.
 *
 * @param id of the cart: its customer's, or that of a guest's cart
 * @param expectedRevision what its revision must be for the change to be made; null for any
 */
public record CartRef(UUID id, @Nullable Long expectedRevision) {}

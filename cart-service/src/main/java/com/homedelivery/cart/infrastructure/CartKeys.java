package com.homedelivery.cart.infrastructure;

import java.util.UUID;

/**
 * Names of what is kept in Redis. The braces are a hash tag: all keys of one cart are in one slot of a Redis cluster, so that one
 * script can change them.
 */
final class CartKeys {

    private CartKeys() {}

    /** The cart of a customer, or of a guest. */
    static String cart(UUID id) {
        return "cart:{" + id + "}";
    }

    /** That an order's event was acted on. */
    static String handledEvent(UUID userId, UUID eventId) {
        return cart(userId) + ":order-event:" + eventId;
    }

    /** What a customer has saved for later. */
    static String saved(UUID userId) {
        return cart(userId) + ":saved";
    }

    /** How many guests have come from a network. */
    static String guestsOf(String network) {
        return "cart:guests-of:" + network;
    }

    /** That a guest's cart was merged into the customer's. */
    static String merged(UUID userId, UUID guestCartId) {
        return cart(userId) + ":merged:" + guestCartId;
    }
}

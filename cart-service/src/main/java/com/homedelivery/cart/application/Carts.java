package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.Product;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All carts. Each change is one atomic step, so that two tabs of one customer, or a customer and an order, lose nothing
 * to each other; each lets the cart live on for its full time, unless nothing is left of it after an order.
 */
public interface Carts {

    /** The cart as it is; empty when there is none. */
    Cart of(UUID userId);

    /**
     * Adds to what is there of this product, and takes over its name and price.
     *
     * @return the cart after it
     * @throws com.homedelivery.shared.api.InvalidInput when there would be more than {@link Cart#MOST_OF_ONE} of the
     *     product or more than {@link Cart#MOST_LINES} lines; then nothing is added
     */
    Cart add(UUID userId, Product product, int quantity);

    /**
     * @param quantity 1 to {@link Cart#MOST_OF_ONE}
     * @param product whose name and price to take over, or null to leave them
     */
    LineChange setQuantity(UUID userId, UUID productId, int quantity, @Nullable Product product);

    LineChange remove(UUID userId, UUID productId);

    void clear(UUID userId);

    /**
     * Takes what was ordered out of the cart, and no more: what was added meanwhile stays, as does all of a cart that was
     * filled later. An event that was acted on before changes nothing.
     *
     * @param quantities by product
     * @param cartRevision of the cart that was ordered: lines that were begun later stay; null when it is not known
     */
    void takeOut(UUID userId, Map<UUID, Integer> quantities, @Nullable Long cartRevision, UUID eventId);

    /**
     * What became of a line.
     *
     * @param found whether there was such a line; if not, nothing has changed
     * @param cart the cart after it
     */
    record LineChange(boolean found, Cart cart) {}
}

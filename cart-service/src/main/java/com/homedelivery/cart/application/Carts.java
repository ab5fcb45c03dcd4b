package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.Product;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each change is one atomic step, so that no update of two tabs of one customer, or of a customer and an order, is lost.
 * Each change renews the cart's time to live, unless nothing is left of it after an order.
 */
public interface Carts {

    /** The cart as it is; empty when there is none. */
    Cart findByUserId(UUID userId);

    /**
     * Adds to what is there of this product, and takes over its name and price.
     *
     * @return the cart after it
     * @throws com.homedelivery.shared.api.error.ValidationException when there would be more than {@link Cart#MAX_QUANTITY} of the
     *     product or more than {@link Cart#MAX_LINES} lines; then nothing is added
     */
    Cart add(UUID userId, Product product, int quantity);

    /**
     * @param quantity 1 to {@link Cart#MAX_QUANTITY}
     * @param product whose name and price to take over, or null to leave them
     */
    LineChange setQuantity(UUID userId, UUID productId, int quantity, @Nullable Product product);

    LineChange remove(UUID userId, UUID productId);

    void clear(UUID userId);

    /**
     * Removes what was ordered from the cart, and no more: what was added meanwhile stays, as does all of a cart that was
     * filled later. Idempotent by the event's id.
     *
     * @param quantities by product
     * @param cartRevision of the cart that was ordered: lines that were added later stay; null when it is not known
     */
    void removeOrdered(UUID userId, Map<UUID, Integer> quantities, @Nullable Long cartRevision, UUID eventId);

    /**
     * @param found whether there was such a line; if not, nothing has changed
     * @param cart the cart after it
     */
    record LineChange(boolean found, Cart cart) {}
}

package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.Product;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each change is one atomic step, so that no update of two tabs of one customer, or of a customer and an order, is lost.
 * Each change renews the cart's time to live, unless nothing is left of it after an order.
 *
 * <p>A change of a cart that is not at the {@linkplain CartRef#expectedRevision expected revision} is a {@link
 * com.homedelivery.shared.api.error.ConflictException}; what is done with a guest's cart after it was merged into a
 * customer's is a {@link GuestCartMergedException}. Then nothing has changed.
 */
public interface Carts {

    /** The cart as it is; empty when there is none. */
    Cart find(UUID id);

    /**
     * Adds to what is there of this product, and takes over its name and price.
     *
     * @param available units that can be had; null when that is not known
     * @return the cart after it
     * @throws com.homedelivery.shared.api.error.ValidationException when there would be more than {@link Cart#MAX_QUANTITY} of the
     *     product or more than {@link Cart#MAX_LINES} lines; then nothing is added
     * @throws com.homedelivery.cart.domain.InsufficientStockException when there would be more of it than is available; likewise
     */
    Cart add(CartRef cart, Product product, int quantity, @Nullable Integer available);

    /**
     * @param quantity 1 to {@link Cart#MAX_QUANTITY}
     * @param product whose name and price to take over, or null to leave them
     * @param available units that can be had; null when that is not known
     * @throws com.homedelivery.cart.domain.InsufficientStockException when it is more than is available, and more than there was;
     *     then nothing has changed
     */
    LineChange setQuantity(
            CartRef cart, UUID productId, int quantity, @Nullable Product product, @Nullable Integer available);

    LineChange remove(CartRef cart, UUID productId);

    void clear(CartRef cart);

    /**
     * Has lines say that the customer has seen their products so; those that are not there any more stay away.
     *
     * @return the cart after it
     */
    Cart acknowledge(CartRef cart, List<CartLine> seen);

    /**
     * Removes what was ordered from the cart, and no more: what was added meanwhile stays, as does all of a cart that was
     * filled later. Idempotent by the event's id.
     *
     * @param quantities by product
     * @param cartRevision of the cart that was ordered: lines that were added later stay; null when it is not known
     */
    void removeOrdered(UUID userId, Map<UUID, Integer> quantities, @Nullable Long cartRevision, UUID eventId);

    /** Forgets the customer's cart, and what they have saved for later. */
    void forget(UUID userId);

    /**
     * @param found whether there was such a line; if not, nothing has changed
     * @param cart the cart after it
     */
    record LineChange(boolean found, Cart cart) {}
}

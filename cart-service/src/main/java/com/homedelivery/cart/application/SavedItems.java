package com.homedelivery.cart.application;

import com.homedelivery.cart.application.Carts.LineChange;
import com.homedelivery.cart.domain.CartLine;
import java.util.List;
import java.util.UUID;

/**
 * What customers have moved out of their carts to buy it later; moving is one atomic step. The exceptions are those of {@link
 * Carts}.
 */
public interface SavedItems {

    /** At most so many a customer. */
    int MAX_ITEMS = 100;

    /** In the order in which they were saved. */
    List<CartLine> find(UUID userId);

    /**
     * Moves a line out of the cart. It adds to what is saved of the product, up to {@link
     * com.homedelivery.cart.domain.Cart#MAX_QUANTITY}.
     *
     * @throws com.homedelivery.shared.api.error.ValidationException when there are {@value #MAX_ITEMS} already
     */
    LineChange save(CartRef cart, UUID productId);

    /**
     * Moves an item back into the cart, as it was seen. It adds to what is in the cart of the product, up to {@link
     * com.homedelivery.cart.domain.Cart#MAX_QUANTITY}.
     *
     * @return not found when nothing is saved of this product
     * @throws com.homedelivery.shared.api.error.ValidationException when the cart is full
     */
    LineChange restore(CartRef cart, UUID productId);

    /** Removes an item; one that is not there does no harm. */
    void remove(UUID userId, UUID productId);
}

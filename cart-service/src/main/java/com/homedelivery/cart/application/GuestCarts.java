package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import java.util.List;
import java.util.UUID;

/**
 * Guests' carts on their way into customers' carts. The two may be on different servers, so this takes three atomic steps, each of
 * which may be repeated: the guest's cart is sealed for the customer, its lines go into the customer's cart, and it is emptied.
 */
public interface GuestCarts {

    /**
     * Seals the guest's cart for a customer: from then on it cannot be read or changed with its token.
     *
     * @return the cart; without lines when there is nothing to merge, which is not sealed
     * @throws com.homedelivery.shared.api.error.NotFoundException when it was sealed for somebody else
     */
    Cart seal(UUID guestCartId, UUID userId);

    /**
     * Puts the lines of a guest's cart into the customer's, in place of those of the same products, unless that was done before.
     *
     * @param lines new lines, or such that are to replace others
     * @return the cart after it
     * @throws com.homedelivery.shared.api.error.ConflictException when the customer's cart is not at the expected revision
     */
    Cart mergeInto(CartRef customers, UUID guestCartId, List<CartLine> lines);

    /** Forgets the lines of a sealed cart. */
    void empty(UUID guestCartId, UUID userId);
}

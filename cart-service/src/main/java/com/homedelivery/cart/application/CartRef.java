package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.GuestToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cart that a request is about.
 *
 * @param id of the cart: its customer's, or that of a guest's cart
 * @param guest the token of a guest's cart; null for a customer's
 * @param expectedRevision what its revision must be for a change to be made; null for any
 */
public record CartRef(
        UUID id, @Nullable GuestToken guest, @Nullable Long expectedRevision) {

    public static CartRef ofCustomer(UUID userId, @Nullable Long expectedRevision) {
        return new CartRef(userId, null, expectedRevision);
    }

    public static CartRef ofGuest(GuestToken token, @Nullable Long expectedRevision) {
        return new CartRef(token.cartId(), token, expectedRevision);
    }

    /** How many different products may be in it. */
    public int maxLines() {
        return guest == null ? Cart.MAX_LINES : Cart.MAX_LINES_OF_GUEST;
    }
}

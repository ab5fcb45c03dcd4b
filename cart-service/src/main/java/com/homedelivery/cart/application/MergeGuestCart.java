package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.CartMerge;
import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.api.error.ConflictException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * A guest logs in: what is in the guest's cart goes into the customer's, by the rule of {@link CartMerge}. Whatever happens between
 * the steps, the same request again ends it, and merges nothing twice.
 */
@Service
public class MergeGuestCart {

    /** The customer may change the cart meanwhile, in another tab. */
    private static final int ATTEMPTS = 10;

    private final Carts carts;
    private final GuestCarts guests;
    private final ShopLookup shop;

    public MergeGuestCart(Carts carts, GuestCarts guests, ShopLookup shop) {
        this.carts = carts;
        this.guests = guests;
        this.shop = shop;
    }

    /** @param leftOut lines of the guest's that the customer's cart had no room for */
    public record Merged(CartView view, List<CartLine> leftOut) {}

    /**
     * @throws com.homedelivery.shared.api.error.NotFoundException when the guest's cart went into somebody else's
     * @throws ConflictException when the customer's cart changes all the time
     */
    public Merged merge(UUID userId, GuestToken token) {
        UUID guestId = token.cartId();
        Cart guest = guests.seal(guestId, userId);
        if (guest.lines().isEmpty()) {
            return new Merged(shop.viewOf(carts.find(userId)), List.of());
        }
        Merged merged = mergeInto(userId, guest);
        guests.empty(guestId, userId);
        return merged;
    }

    private Merged mergeInto(UUID userId, Cart guest) {
        for (int attempt = 1; ; attempt++) {
            Cart present = carts.find(userId);
            CartMerge merge = CartMerge.of(present, guest);
            try {
                Cart cart = guests.mergeInto(CartRef.ofCustomer(userId, present.revision()), guest.id(), merge.taken());
                return new Merged(shop.viewOf(cart), merge.leftOut());
            } catch (ConflictException changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
            }
        }
    }
}

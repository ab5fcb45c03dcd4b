package com.homedelivery.cart.application;

import com.homedelivery.cart.application.Carts.LineChange;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.ShopStatus;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** A customer moves things out of the cart to buy them later, and back. */
@Service
public class SaveForLater {

    private final SavedItems saved;
    private final ShopLookup shop;

    public SaveForLater(SavedItems saved, ShopLookup shop) {
        this.saved = saved;
        this.shop = shop;
    }

    /** What a customer has saved, beside what the shop says now. */
    public record SavedView(List<CartLine> items, ShopStatus now) {}

    public SavedView view(UUID userId) {
        List<CartLine> items = saved.find(userId);
        return new SavedView(
                items, shop.statusOf(items.stream().map(CartLine::productId).collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * @throws NotFoundException when the cart has no such line
     * @throws com.homedelivery.shared.api.error.ValidationException when {@value SavedItems#MAX_ITEMS} items are saved already
     */
    public CartView save(CartRef cart, UUID productId) {
        return viewOfFound(saved.save(cart, productId), "Cart item");
    }

    /**
     * @throws NotFoundException when nothing is saved of this product
     * @throws com.homedelivery.shared.api.error.ValidationException when the cart is full
     */
    public CartView restore(CartRef cart, UUID productId) {
        return viewOfFound(saved.restore(cart, productId), "Saved item");
    }

    public SavedView remove(UUID userId, UUID productId) {
        saved.remove(userId, productId);
        return view(userId);
    }

    private CartView viewOfFound(LineChange change, String what) {
        if (!change.found()) {
            throw new NotFoundException(what);
        }
        return shop.viewOf(change.cart());
    }
}

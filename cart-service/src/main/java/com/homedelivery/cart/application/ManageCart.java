package com.homedelivery.cart.application;

import com.homedelivery.cart.application.Carts.LineChange;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.InsufficientStockException;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A customer's or guest's changes to their cart. Prices and names come from the catalogue, never from the client. Of what the
 * inventory knows, no more is put into a cart than is there; without its answer the order has to tell.
 */
@Service
public class ManageCart {

    private final Carts carts;
    private final ProductLookup products;
    private final ShopLookup shop;
    private final GuestAdmission admission;

    public ManageCart(Carts carts, ProductLookup products, ShopLookup shop, GuestAdmission admission) {
        this.carts = carts;
        this.products = products;
        this.shop = shop;
        this.admission = admission;
    }

    /** @throws InvalidCartTokenException when a guest has no cart, and a token that is too old to begin one */
    public CartView view(CartRef cart) {
        return shop.viewOf(find(cart));
    }

    /**
     * The cart as it was last seen, without asking the shop what has changed since.
     *
     * @throws InvalidCartTokenException likewise
     */
    public CartView plainView(CartRef cart) {
        return shop.plainViewOf(find(cart));
    }

    /**
     * @param quantity how many more, at least 1
     * @throws NotFoundException when the product is not for sale
     * @throws com.homedelivery.shared.api.error.ValidationException when it would be more than a cart holds
     * @throws InsufficientStockException when it would be more than there is
     * @throws ServiceUnavailableException when the catalogue does not answer
     * @throws InvalidCartTokenException when a guest has no cart, and a token that is too old to begin one
     * @throws com.homedelivery.shared.api.error.OverloadedException when a guest has no cart, and there is no room for one
     */
    public CartView add(CartRef cart, UUID productId, int quantity) {
        admission.checkMayPutIn(cart);
        Product product = products.product(productId);
        return shop.viewOf(withinStock(productId, available -> carts.add(cart, product, quantity, available)));
    }

    /**
     * Sets a line's quantity, and its price to today's: so a customer accepts a price that has changed.
     *
     * @param quantity 0 removes the line
     * @throws NotFoundException when there is no such line, or its product is no longer for sale
     * @throws InsufficientStockException when it is more than there is, and more than there was in the cart
     */
    public CartView setQuantity(CartRef cart, UUID productId, int quantity) {
        if (quantity == 0) {
            return viewOfFound(carts.remove(cart, productId));
        }
        Product product = currentProduct(productId);
        return viewOfFound(
                withinStock(productId, available -> carts.setQuantity(cart, productId, quantity, product, available)));
    }

    public CartView remove(CartRef cart, UUID productId) {
        return shop.viewOf(carts.remove(cart, productId).cart());
    }

    public void clear(CartRef cart) {
        carts.clear(cart);
    }

    private Cart find(CartRef cart) {
        Cart found = carts.find(cart.id());
        admission.checkMayRead(cart, found);
        return found;
    }

    /** Nobody is refused for want of units that came in during the last second. */
    private <T> T withinStock(UUID productId, Function<@Nullable Integer, T> change) {
        Integer available = shop.availableOf(productId);
        try {
            return change.apply(available);
        } catch (InsufficientStockException refused) {
            Integer now = shop.availableNow(productId);
            if (now == null || now.equals(available)) {
                throw refused;
            }
            return change.apply(now);
        }
    }

    private CartView viewOfFound(LineChange change) {
        if (!change.found()) {
            throw new NotFoundException("Cart item");
        }
        return shop.viewOf(change.cart());
    }

    /** Null when the catalogue does not answer: the line keeps its price, and the order checks it anyway. */
    private @Nullable Product currentProduct(UUID productId) {
        try {
            return products.product(productId);
        } catch (ServiceUnavailableException _) {
            return null;
        }
    }
}

package com.homedelivery.cart.application;

import com.homedelivery.cart.application.Carts.LineChange;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A customer's changes to their cart. Prices and names come from the catalogue, never from the client. */
@Service
public class ManageCart {

    private final Carts carts;
    private final ProductLookup products;

    public ManageCart(Carts carts, ProductLookup products) {
        this.carts = carts;
        this.products = products;
    }

    public Cart view(UUID userId) {
        return carts.findByUserId(userId);
    }

    /**
     * @param quantity how many more, at least 1
     * @throws NotFoundException when the product is not for sale
     * @throws com.homedelivery.shared.api.error.ValidationException when it would be more than a cart holds
     * @throws ServiceUnavailableException when the catalogue does not answer
     */
    public Cart add(UUID userId, UUID productId, int quantity) {
        return carts.add(userId, products.product(productId), quantity);
    }

    /**
     * Sets a line's quantity, and its price to today's: so a customer accepts a price that has changed.
     *
     * @param quantity 0 removes the line
     * @throws NotFoundException when there is no such line, or its product is no longer for sale
     */
    public Cart setQuantity(UUID userId, UUID productId, int quantity) {
        LineChange change = quantity == 0
                ? carts.remove(userId, productId)
                : carts.setQuantity(userId, productId, quantity, currentProduct(productId));
        if (!change.found()) {
            throw new NotFoundException("Cart item");
        }
        return change.cart();
    }

    public Cart remove(UUID userId, UUID productId) {
        return carts.remove(userId, productId).cart();
    }

    public void clear(UUID userId) {
        carts.clear(userId);
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

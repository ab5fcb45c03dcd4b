package com.homedelivery.cart.domain;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the shop says of the products of a cart now.
 *
 * @param forSale those that are for sale; null when the catalogue does not answer
 * @param available units of each that can be had; null when the inventory does not answer
 */
public record ShopStatus(
        @Nullable Map<UUID, Product> forSale, @Nullable Map<UUID, Integer> available) {

    /** Nothing is known. */
    public static final ShopStatus UNKNOWN = new ShopStatus(null, null);

    /** Units of a product that can be had, at least 0; null when that is not known. */
    public @Nullable Integer availableOf(UUID productId) {
        return available == null ? null : available.get(productId);
    }

    /** The product as it is sold now; null when it is not, and when that is not known. */
    public @Nullable Product productOf(UUID productId) {
        return forSale == null ? null : forSale.get(productId);
    }

    /** Whether it is known that a product is not for sale. */
    public boolean isNotForSale(UUID productId) {
        return forSale != null && !forSale.containsKey(productId);
    }

    /** The same line as a customer sees it who looks at it now; what is not known stays as it was seen. */
    public CartLine seen(CartLine line) {
        UUID id = line.productId();
        Product product = productOf(id);
        Integer units = availableOf(id);
        return new CartLine(
                id,
                line.quantity(),
                product == null ? line.price() : product.price(),
                product == null ? line.name() : product.name(),
                units == null ? line.available() : units,
                forSale == null ? line.forSale() : product != null);
    }
}

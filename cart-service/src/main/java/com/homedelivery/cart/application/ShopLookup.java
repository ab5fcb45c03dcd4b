package com.homedelivery.cart.application;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.ShopStatus;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the shop about products. A cart is shown in any case: what a service does not answer is left out. */
@Component
public class ShopLookup {

    private final ProductLookup products;
    private final StockLookup stock;
    private final BigDecimal minimumOrder;

    ShopLookup(ProductLookup products, StockLookup stock, CartProperties properties) {
        this.products = products;
        this.stock = stock;
        this.minimumOrder = properties.minimumOrderValue();
    }

    public CartView viewOf(Cart cart) {
        return new CartView(cart, statusOf(cart.productIds()), minimumOrder);
    }

    /** The cart beside nothing but the minimum order: nobody is asked. */
    CartView plainViewOf(Cart cart) {
        return new CartView(cart, ShopStatus.UNKNOWN, minimumOrder);
    }

    /** What is known of these products, from at most a second ago. */
    public ShopStatus statusOf(Set<UUID> productIds) {
        return productIds.isEmpty()
                ? ShopStatus.UNKNOWN
                : new ShopStatus(
                        ifAnswered(() -> products.forSale(productIds)), ifAnswered(() -> stock.available(productIds)));
    }

    /** Units of one product that can be had, from at most a second ago; null when the inventory does not answer. */
    @Nullable
    Integer availableOf(UUID productId) {
        Map<UUID, Integer> units = ifAnswered(() -> stock.available(Set.of(productId)));
        return units == null ? null : units.get(productId);
    }

    /** The same, as it is now. */
    @Nullable
    Integer availableNow(UUID productId) {
        Map<UUID, Integer> units = ifAnswered(() -> stock.availableNow(Set.of(productId)));
        return units == null ? null : units.get(productId);
    }

    private static <T> @Nullable T ifAnswered(Supplier<T> question) {
        try {
            return question.get();
        } catch (ServiceUnavailableException _) {
            return null;
        }
    }
}

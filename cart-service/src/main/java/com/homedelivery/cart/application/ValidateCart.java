package com.homedelivery.cart.application;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.OrderProblem;
import com.homedelivery.cart.domain.ShopStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Tells whether a cart could be ordered now, and if not, everything that would stop the order. Nothing is reserved. */
@Service
public class ValidateCart {

    private final Carts carts;
    private final ProductLookup products;
    private final StockLookup stock;
    private final BigDecimal minimumOrder;

    public ValidateCart(Carts carts, ProductLookup products, StockLookup stock, CartProperties properties) {
        this.carts = carts;
        this.products = products;
        this.stock = stock;
        this.minimumOrder = properties.minimumOrderValue();
    }

    /** @param problems empty when nothing would stop an order of the cart */
    public record Result(Cart cart, List<OrderProblem> problems) {}

    /** @throws com.homedelivery.shared.api.error.ServiceUnavailableException when catalogue or inventory do not answer */
    public Result validate(UUID cartId) {
        Cart cart = carts.find(cartId);
        return new Result(cart, cart.problems(statusOf(cart.productIds()), minimumOrder));
    }

    private ShopStatus statusOf(Set<UUID> ids) {
        return ids.isEmpty()
                ? new ShopStatus(Map.of(), Map.of())
                : new ShopStatus(products.forSale(ids), stock.availableNow(ids));
    }
}

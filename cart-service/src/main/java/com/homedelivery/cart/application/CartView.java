package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.ShopStatus;
import java.math.BigDecimal;

/**
 * A cart beside what the shop says now.
 *
 * @param minimumOrder what an order comes to at least; 0 for anything
 */
public record CartView(Cart cart, ShopStatus now, BigDecimal minimumOrder) {

    /** By how much the cart falls short of the least that an order comes to; 0 when it does not. */
    public BigDecimal missingAmount() {
        return minimumOrder.subtract(cart.total()).max(BigDecimal.ZERO);
    }
}

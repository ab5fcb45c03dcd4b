package com.homedelivery.order.client;

import com.homedelivery.order.application.CartLookup;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class HttpCartLookup implements CartLookup {

    private final CartClient carts;

    HttpCartLookup(CartClient carts) {
        this.carts = carts;
    }

    @Override
    public Cart cartOfCaller() {
        CartClient.Cart cart = ResponseUnwrapper.of("cart", carts::cart);
        List<Line> lines = cart.items().stream()
                .map(item -> new Line(item.productId(), item.name(), item.quantity(), item.price()))
                .toList();
        return new Cart(lines, cart.revision());
    }
}

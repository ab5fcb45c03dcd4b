package com.homedelivery.order.client;

import com.homedelivery.order.application.Carts;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class HttpCarts implements Carts {

    private final CartClient carts;

    HttpCarts(CartClient carts) {
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

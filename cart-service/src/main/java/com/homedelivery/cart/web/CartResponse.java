package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

record CartResponse(UUID userId, List<Item> items, BigDecimal total, Instant updatedAt, long revision) {

    record Item(UUID productId, int quantity, BigDecimal price, String name) {

        static Item of(CartLine line) {
            return new Item(line.productId(), line.quantity(), line.price(), line.name());
        }
    }

    static CartResponse of(Cart cart) {
        return new CartResponse(
                cart.userId(),
                cart.lines().stream().map(Item::of).toList(),
                cart.total(),
                cart.updatedAt(),
                cart.revision());
    }
}

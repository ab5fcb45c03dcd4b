package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.shared.privacy.PersonalData;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What this service keeps about a customer: the cart, and what is saved for later. */
@Component
class CustomersCart implements PersonalData {

    private final Carts carts;
    private final SavedItems saved;

    CustomersCart(Carts carts, SavedItems saved) {
        this.carts = carts;
        this.saved = saved;
    }

    /** @param price of one piece, as the customer has seen it */
    record Item(UUID productId, String name, int quantity, BigDecimal price) {

        static Item of(CartLine line) {
            return new Item(line.productId(), line.name(), line.quantity(), line.price());
        }
    }

    record Kept(List<Item> cart, List<Item> saved) {}

    @Override
    public Kept of(UUID userId) {
        return new Kept(items(carts.find(userId).lines()), items(saved.find(userId)));
    }

    private static List<Item> items(List<CartLine> lines) {
        return lines.stream().map(Item::of).toList();
    }
}

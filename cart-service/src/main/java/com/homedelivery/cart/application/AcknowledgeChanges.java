package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.LineChanges;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.cart.domain.ShopStatus;
import com.homedelivery.shared.api.error.ConflictException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A customer has seen what has changed of the products in the cart: from then on it counts as what they have seen, and an
 * order is made at these prices. What is not known at the moment stays to be acknowledged.
 */
@Service
public class AcknowledgeChanges {

    private final Carts carts;
    private final ShopLookup shop;

    public AcknowledgeChanges(Carts carts, ShopLookup shop) {
        this.carts = carts;
        this.shop = shop;
    }

    /** Acknowledges all changes as they are now, which the answer shows. */
    public CartView acknowledgeAll(CartRef ref) {
        Cart cart = carts.find(ref.id());
        return acknowledge(ref, cart, cart.lines(), shop.statusOf(cart.productIds()));
    }

    /**
     * Acknowledges the changes of some products.
     *
     * @param seenPrices the price that the customer has seen, by product; null when it is not said
     * @throws ConflictException when one of the prices is not, or no longer, today's
     */
    public CartView acknowledge(CartRef ref, Map<UUID, @Nullable BigDecimal> seenPrices) {
        Cart cart = carts.find(ref.id());
        ShopStatus now = shop.statusOf(cart.productIds());
        List<CartLine> lines = cart.lines().stream()
                .filter(line -> seenPrices.containsKey(line.productId()))
                .toList();
        lines.forEach(line -> requireSeen(seenPrices.get(line.productId()), now.productOf(line.productId())));
        return acknowledge(ref, cart, lines, now);
    }

    private CartView acknowledge(CartRef ref, Cart cart, List<CartLine> lines, ShopStatus now) {
        List<CartLine> changed = lines.stream()
                .filter(line -> !LineChanges.of(line, now).isEmpty())
                .map(now::seen)
                .toList();
        return shop.viewOf(changed.isEmpty() ? cart : carts.acknowledge(ref, changed));
    }

    private static void requireSeen(@Nullable BigDecimal seen, @Nullable Product product) {
        if (seen != null && product != null && seen.compareTo(product.price()) != 0) {
            throw new ConflictException("A price has changed again");
        }
    }
}

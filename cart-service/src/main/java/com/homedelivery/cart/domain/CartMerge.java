package com.homedelivery.cart.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a guest's cart brings into the customer's cart. The rule is <em>the larger quantity</em>: of a product that is in both
 * carts the customer gets as many as in the one that has more of it, not the sum, for it is mostly the same wish twice; so
 * merging twice is merging once. Of the guest's other products those come along, the first first, that the cart has lines for.
 *
 * @param taken the customer's lines that are new or replaced, with what the guest has seen of them, which is more recent
 * @param leftOut the guest's lines that the cart has no room for
 */
public record CartMerge(List<CartLine> taken, List<CartLine> leftOut) {

    public CartMerge {
        taken = List.copyOf(taken);
        leftOut = List.copyOf(leftOut);
    }

    public static CartMerge of(Cart customers, Cart guests) {
        Map<UUID, CartLine> lines =
                customers.lines().stream().collect(Collectors.toMap(CartLine::productId, Function.identity()));
        List<CartLine> taken = new ArrayList<>();
        List<CartLine> leftOut = new ArrayList<>();
        int room = Cart.MAX_LINES - lines.size();
        for (CartLine line : guests.lines()) {
            CartLine present = lines.get(line.productId());
            if (present != null) {
                taken.add(line.withQuantity(Math.max(line.quantity(), present.quantity())));
            } else if (room > 0) {
                taken.add(line);
                room--;
            } else {
                leftOut.add(line);
            }
        }
        return new CartMerge(taken, leftOut);
    }
}

package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.GuestCarts;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.infrastructure.CartScript.Outcome;
import com.homedelivery.cart.infrastructure.CartStore.Result;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class RedisGuestCarts implements GuestCarts {

    private final CartStore store;
    private final Duration rememberMergeFor;

    /** A sealed cart lives for as long as a cart does: it cannot be merged again when the memory of it is gone. */
    RedisGuestCarts(CartStore store, CartProperties properties) {
        this.store = store;
        this.rememberMergeFor = properties.timeToLive().multipliedBy(2);
    }

    @Override
    public Cart seal(UUID guestCartId, UUID userId) {
        Result result = store.execute(CartScript.SEAL_GUEST_CART, guestCartId, List.of(), List.of("", userId));
        if (result.outcome() == Outcome.TAKEN) {
            throw new NotFoundException("Guest cart");
        }
        return result.cart();
    }

    @Override
    public Cart mergeInto(CartRef customers, UUID guestCartId, List<CartLine> lines) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(rememberMergeFor.toSeconds());
        lines.forEach(line -> arguments.addAll(List.of(
                line.productId(),
                line.quantity(),
                line.price().toPlainString(),
                line.name(),
                CartStore.unitsOrEmpty(line.available()),
                CartStore.flag(!line.forSale()))));
        return store.change(
                        CartScript.MERGE_LINES,
                        customers,
                        List.of(CartKeys.merged(customers.id(), guestCartId)),
                        arguments)
                .cart();
    }

    @Override
    public void empty(UUID guestCartId, UUID userId) {
        store.execute(CartScript.EMPTY_MERGED_CART, guestCartId, List.of(), List.of("", userId));
    }
}

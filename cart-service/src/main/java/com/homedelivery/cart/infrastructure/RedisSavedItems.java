package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.Carts.LineChange;
import com.homedelivery.cart.application.SavedItems;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.infrastructure.CartScript.Outcome;
import com.homedelivery.cart.infrastructure.CartStore.Result;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** A hash {@code cart:{userId}:saved} of lines like those of a cart. */
@Component
class RedisSavedItems implements SavedItems {

    private final CartStore store;
    private final StringRedisTemplate redis;
    private final Duration timeToLive;

    RedisSavedItems(CartStore store, StringRedisTemplate redis, CartProperties properties) {
        this.store = store;
        this.redis = redis;
        this.timeToLive = properties.savedTimeToLive();
    }

    @Override
    public List<CartLine> find(UUID userId) {
        return store.lines(CartKeys.saved(userId));
    }

    @Override
    public LineChange save(CartRef cart, UUID productId) {
        return move(
                CartScript.SAVE_FOR_LATER,
                cart,
                List.of(productId, timeToLive.toSeconds(), Cart.MAX_QUANTITY, MAX_ITEMS),
                "must be saved already: at most " + MAX_ITEMS + " different products are saved for later");
    }

    @Override
    public LineChange restore(CartRef cart, UUID productId) {
        return move(
                CartScript.RESTORE_SAVED,
                cart,
                List.of(productId, Cart.MAX_QUANTITY, Cart.MAX_LINES),
                "must be in the cart already: a cart has at most " + Cart.MAX_LINES + " different products");
    }

    @Override
    public void remove(UUID userId, UUID productId) {
        redis.opsForHash().delete(CartKeys.saved(userId), productId.toString());
    }

    private LineChange move(CartScript script, CartRef cart, List<?> arguments, String refusal) {
        Result result = store.change(script, cart, List.of(CartKeys.saved(cart.id())), arguments);
        if (result.outcome() == Outcome.FULL) {
            throw new ValidationException("itemId", refusal);
        }
        return RedisCarts.toLineChange(result);
    }
}

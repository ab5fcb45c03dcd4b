package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.Carts;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.InsufficientStockException;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.cart.infrastructure.CartScript.Outcome;
import com.homedelivery.cart.infrastructure.CartStore.Result;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.messaging.MessagingProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

@Component
class RedisCarts implements Carts {

    /** For how long nothing but the revision of a guest's cart is kept, for tabs that show what was in it. */
    private static final Duration EMPTIED_OF_GUEST = Duration.ofHours(2);

    private final CartStore store;
    private final StringRedisTemplate redis;
    private final Duration timeToLive;
    private final Duration inboxTtl;

    RedisCarts(CartStore store, StringRedisTemplate redis, CartProperties properties, MessagingProperties messaging) {
        this.store = store;
        this.redis = redis;
        this.timeToLive = properties.timeToLive();
        this.inboxTtl = messaging.consumer().keepInbox();
    }

    @Override
    public Cart find(UUID id) {
        return store.find(id);
    }

    @Override
    public Cart add(CartRef cart, Product product, int quantity, @Nullable Integer available) {
        Result result = change(
                CartScript.ADD_LINE,
                cart,
                product.id(),
                quantity,
                product.price().toPlainString(),
                product.name(),
                CartStore.unitsOrEmpty(available),
                Cart.MAX_QUANTITY,
                cart.maxLines());
        int present = result.cart().quantityOf(product.id());
        return switch (result.outcome()) {
            case FULL ->
                throw new ValidationException(
                        "productId",
                        "must be in the cart already: it has at most " + cart.maxLines() + " different products");
            case TOO_MANY ->
                throw new ValidationException(
                        "quantity",
                        "must leave at most " + Cart.MAX_QUANTITY + " of one product in the cart, which has " + present
                                + " already");
            case SHORT -> throw insufficientStock(product.id(), present + quantity, available);
            case DONE, AGAIN, MISSING, EMPTY, TAKEN, OUTDATED, MERGED -> result.cart();
        };
    }

    @Override
    public LineChange setQuantity(
            CartRef cart, UUID productId, int quantity, @Nullable Product product, @Nullable Integer available) {
        List<Object> arguments = new ArrayList<>(List.of(productId, quantity, CartStore.unitsOrEmpty(available)));
        if (product != null) {
            arguments.add(product.price().toPlainString());
            arguments.add(product.name());
        }
        Result result = store.change(CartScript.SET_QUANTITY, cart, List.of(), arguments);
        if (result.outcome() == Outcome.SHORT) {
            throw insufficientStock(productId, quantity, available);
        }
        return toLineChange(result);
    }

    @Override
    public LineChange remove(CartRef cart, UUID productId) {
        return toLineChange(change(CartScript.REMOVE_LINE, cart, productId, secondsOfEmptied(cart)));
    }

    @Override
    public void clear(CartRef cart) {
        change(CartScript.CLEAR, cart, secondsOfEmptied(cart));
    }

    @Override
    public Cart acknowledge(CartRef cart, List<CartLine> seen) {
        return store.change(
                        CartScript.ACKNOWLEDGE,
                        cart,
                        List.of(),
                        seen.stream()
                                .flatMap(line -> List.of(
                                        line.productId(),
                                        line.price().toPlainString(),
                                        line.name(),
                                        CartStore.unitsOrEmpty(line.available()),
                                        CartStore.flag(!line.forSale()))
                                        .stream())
                                .toList())
                .cart();
    }

    @Override
    public void removeOrdered(UUID userId, Map<UUID, Integer> quantities, @Nullable Long cartRevision, UUID eventId) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(inboxTtl.toSeconds());
        arguments.add(cartRevision == null ? "" : cartRevision);
        quantities.forEach((productId, quantity) -> {
            arguments.add(productId);
            arguments.add(quantity);
        });
        store.execute(CartScript.REMOVE_ORDERED, userId, List.of(CartKeys.handledEvent(userId, eventId)), arguments);
    }

    @Override
    public void forget(UUID userId) {
        redis.delete(List.of(CartKeys.cart(userId), CartKeys.saved(userId)));
    }

    private long secondsOfEmptied(CartRef cart) {
        return (cart.guest() == null ? timeToLive : EMPTIED_OF_GUEST).toSeconds();
    }

    private Result change(CartScript script, CartRef cart, Object... arguments) {
        return store.change(script, cart, List.of(), List.of(arguments));
    }

    static LineChange toLineChange(Result result) {
        return new LineChange(result.outcome() == Outcome.DONE, result.cart());
    }

    private static InsufficientStockException insufficientStock(
            UUID productId, int requested, @Nullable Integer available) {
        return new InsufficientStockException(productId, requested, Objects.requireNonNull(available));
    }
}

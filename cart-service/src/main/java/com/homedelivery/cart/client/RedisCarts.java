package com.homedelivery.cart.client;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.Carts;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.InvalidInput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cart is a hash {@code cart:{userId}}: a field for each line, named after its product, with
 * {@code {quantity, price, name, place}} as JSON, and two for the cart itself. The braces are part of the key: they keep
 * everything about one customer on one node of a cluster, where one script can reach it. Every change is a script.
 */
@Component
class RedisCarts implements Carts {

    private static final RedisScript<Long> ADD_LINE = script("add-line");
    private static final RedisScript<Long> SET_QUANTITY = script("set-quantity");
    private static final RedisScript<Long> REMOVE_LINE = script("remove-line");
    private static final RedisScript<Long> TAKE_OUT = script("take-out");

    private static final String UPDATED_AT = "updatedAt";
    private static final String LAST_PLACE = "lastPlace";

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final CartProperties properties;
    private final Clock clock;

    RedisCarts(StringRedisTemplate redis, JsonMapper json, CartProperties properties, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Cart of(UUID userId) {
        Map<String, String> fields = redis.<String, String>opsForHash().entries(cartKey(userId));
        String updatedAt = fields.remove(UPDATED_AT);
        fields.remove(LAST_PLACE);
        if (updatedAt == null) {
            return Cart.empty(userId, clock.instant());
        }
        return new Cart(userId, linesOf(fields), Instant.ofEpochMilli(Long.parseLong(updatedAt)));
    }

    @Override
    public void add(UUID userId, Product product, int quantity) {
        long outcome = change(
                ADD_LINE,
                userId,
                product.id(),
                quantity,
                product.price().toPlainString(),
                product.name(),
                Cart.MOST_OF_ONE,
                Cart.MOST_LINES);
        if (outcome == 0) {
            throw new InvalidInput(
                    "productId",
                    "must be in the cart already: a cart has at most " + Cart.MOST_LINES + " different products");
        }
        if (outcome < 0) {
            throw new InvalidInput(
                    "quantity",
                    "must leave at most " + Cart.MOST_OF_ONE + " of one product in the cart, which has " + -outcome
                            + " already");
        }
    }

    @Override
    public boolean setQuantity(UUID userId, UUID productId, int quantity, @Nullable Product product) {
        return (product == null
                        ? change(SET_QUANTITY, userId, productId, quantity)
                        : change(
                                SET_QUANTITY,
                                userId,
                                productId,
                                quantity,
                                product.price().toPlainString(),
                                product.name()))
                == 1;
    }

    @Override
    public boolean remove(UUID userId, UUID productId) {
        return change(REMOVE_LINE, userId, productId) == 1;
    }

    @Override
    public void clear(UUID userId) {
        redis.delete(cartKey(userId));
    }

    @Override
    public void takeOut(UUID userId, Map<UUID, Integer> quantities, UUID eventId) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(properties.eventMemory().toSeconds());
        quantities.forEach((productId, quantity) -> {
            arguments.add(productId);
            arguments.add(quantity);
        });
        run(TAKE_OUT, List.of(cartKey(userId), cartKey(userId) + ":order-event:" + eventId), arguments);
    }

    private long change(RedisScript<Long> script, UUID userId, Object... arguments) {
        return run(script, List.of(cartKey(userId)), List.of(arguments));
    }

    private long run(RedisScript<Long> script, List<String> keys, List<Object> arguments) {
        List<Object> all = new ArrayList<>();
        all.add(clock.millis());
        all.add(properties.timeToLive().toSeconds());
        all.addAll(arguments);
        return Objects.requireNonNull(
                redis.execute(script, keys, all.stream().map(String::valueOf).toArray()));
    }

    private List<CartLine> linesOf(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Map.entry(UUID.fromString(field.getKey()), json.readValue(field.getValue(), Line.class)))
                .sorted(Comparator.comparingLong(line -> line.getValue().place()))
                .map(line -> line.getValue().of(line.getKey()))
                .toList();
    }

    private static String cartKey(UUID userId) {
        return "cart:{" + userId + "}";
    }

    private static RedisScript<Long> script(String name) {
        return RedisScript.of(new ClassPathResource("redis/" + name + ".lua"), Long.class);
    }

    /**
     * A line as the scripts write it.
     *
     * @param price in plain decimal notation; as text, because Lua's only number is a double
     * @param place lines with a lower one were added earlier
     */
    private record Line(int quantity, String price, String name, long place) {

        CartLine of(UUID productId) {
            return new CartLine(productId, quantity, new BigDecimal(price), name);
        }
    }
}

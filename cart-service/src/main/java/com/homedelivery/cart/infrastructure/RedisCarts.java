package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.Carts;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.messaging.MessagingProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cart is a hash {@code cart:{userId}}: a field for each line, named after its product, with
 * {@code {quantity, price, name, place, since}} as JSON, and three for the cart itself. {@code since} is the cart's
 * revision when the line was added; only the scripts read it. Fields of any other name are left alone: a later version may
 * have written them. The braces in the key are a hash tag: all keys of one customer are in one slot of a Redis cluster, so
 * that one script can change them. Every change is a Lua script, which returns the cart after it.
 */
@Component
class RedisCarts implements Carts {

    private static final RedisScript<List<Object>> ADD_LINE = script("add-line");
    private static final RedisScript<List<Object>> SET_QUANTITY = script("set-quantity");
    private static final RedisScript<List<Object>> REMOVE_LINE = script("remove-line");
    private static final RedisScript<List<Object>> CLEAR = script("clear");
    private static final RedisScript<List<Object>> REMOVE_ORDERED = script("remove-ordered");

    private static final String UPDATED_AT = "updatedAt";
    private static final String REVISION = "revision";

    private static final Pattern PRODUCT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Duration cartTtl;
    private final Duration inboxTtl;
    private final Clock clock;

    RedisCarts(
            StringRedisTemplate redis,
            JsonMapper json,
            CartProperties properties,
            MessagingProperties messaging,
            Clock clock) {
        this.redis = redis;
        this.json = json;
        this.cartTtl = properties.timeToLive();
        this.inboxTtl = messaging.consumer().keepInbox();
        this.clock = clock;
    }

    @Override
    public Cart findByUserId(UUID userId) {
        return toCart(userId, redis.<String, String>opsForHash().entries(cartKey(userId)));
    }

    @Override
    public Cart add(UUID userId, Product product, int quantity) {
        ScriptResult result = execute(
                ADD_LINE,
                userId,
                product.id(),
                quantity,
                product.price().toPlainString(),
                product.name(),
                Cart.MAX_QUANTITY,
                Cart.MAX_LINES);
        if (result.outcome() == 0) {
            throw new ValidationException(
                    "productId",
                    "must be in the cart already: a cart has at most " + Cart.MAX_LINES + " different products");
        }
        if (result.outcome() < 0) {
            throw new ValidationException(
                    "quantity",
                    "must leave at most " + Cart.MAX_QUANTITY + " of one product in the cart, which has "
                            + -result.outcome() + " already");
        }
        return toCart(userId, result.fields());
    }

    @Override
    public LineChange setQuantity(UUID userId, UUID productId, int quantity, @Nullable Product product) {
        return lineChange(
                userId,
                product == null
                        ? execute(SET_QUANTITY, userId, productId, quantity)
                        : execute(
                                SET_QUANTITY,
                                userId,
                                productId,
                                quantity,
                                product.price().toPlainString(),
                                product.name()));
    }

    @Override
    public LineChange remove(UUID userId, UUID productId) {
        return lineChange(userId, execute(REMOVE_LINE, userId, productId));
    }

    @Override
    public void clear(UUID userId) {
        execute(CLEAR, userId);
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
        execute(REMOVE_ORDERED, List.of(cartKey(userId), handledEventKey(userId, eventId)), arguments);
    }

    private LineChange lineChange(UUID userId, ScriptResult result) {
        return new LineChange(result.outcome() == 1, toCart(userId, result.fields()));
    }

    private ScriptResult execute(RedisScript<List<Object>> script, UUID userId, Object... arguments) {
        return execute(script, List.of(cartKey(userId)), List.of(arguments));
    }

    private ScriptResult execute(RedisScript<List<Object>> script, List<String> keys, List<Object> arguments) {
        List<Object> all = new ArrayList<>();
        all.add(clock.millis());
        all.add(cartTtl.toSeconds());
        all.addAll(arguments);
        return ScriptResult.of(Objects.requireNonNull(
                redis.execute(script, keys, all.stream().map(String::valueOf).toArray())));
    }

    private Cart toCart(UUID userId, Map<String, String> fields) {
        String updatedAt = fields.get(UPDATED_AT);
        String revision = fields.get(REVISION);
        if (updatedAt == null) {
            return Cart.empty(userId, clock.instant());
        }
        // Carts written before there were revisions: the revision that the last change would have given.
        return new Cart(
                userId,
                toLines(fields),
                Instant.ofEpochMilli(Long.parseLong(updatedAt)),
                Long.parseLong(revision == null ? updatedAt : revision));
    }

    private List<CartLine> toLines(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> PRODUCT_ID.matcher(field.getKey()).matches())
                .map(field -> Map.entry(UUID.fromString(field.getKey()), json.readValue(field.getValue(), Line.class)))
                .sorted(Comparator.comparingLong(line -> line.getValue().place()))
                .map(line -> line.getValue().toCartLine(line.getKey()))
                .toList();
    }

    static String cartKey(UUID userId) {
        return "cart:{" + userId + "}";
    }

    static String handledEventKey(UUID userId, UUID eventId) {
        return cartKey(userId) + ":order-event:" + eventId;
    }

    @SuppressWarnings("unchecked")
    private static RedisScript<List<Object>> script(String name) {
        return RedisScript.of(readScript("cart") + readScript(name), (Class<List<Object>>) (Class<?>) List.class);
    }

    private static String readScript(String name) {
        try {
            return new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a script returns, a flat list.
     *
     * @param outcome as the script documents it
     * @param fields of the cart after the change; empty from {@link #REMOVE_ORDERED}
     */
    private record ScriptResult(long outcome, Map<String, String> fields) {

        static ScriptResult of(List<Object> flat) {
            Map<String, String> fields = new HashMap<>();
            for (int i = 1; i < flat.size(); i += 2) {
                fields.put((String) flat.get(i), (String) flat.get(i + 1));
            }
            return new ScriptResult((Long) flat.getFirst(), fields);
        }
    }

    /**
     * A line as the scripts write it.
     *
     * @param price in plain decimal notation; as text, because Lua's only number is a double
     * @param place lines with a lower one were added earlier
     */
    private record Line(int quantity, String price, String name, long place) {

        CartLine toCartLine(UUID productId) {
            return new CartLine(productId, quantity, new BigDecimal(price), name);
        }
    }
}

package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.GuestCartMergedException;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.infrastructure.CartScript.Outcome;
import com.homedelivery.shared.api.error.ConflictException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carts as they are kept: a hash {@code cart:{id}} with a field for each line, named after its product, with {@code {quantity, price,
 * name, place, since, available, notForSale}} as JSON, and three for the cart itself. {@code since} is the cart's revision when the
 * line was added; only the scripts read it. {@code available} and {@code notForSale} are what the customer has seen, and
 * missing where that was not known, or was for sale. A guest's cart that is merged into a customer's has {@code mergedInto}. Fields of
 * any other name are left alone: a later version may have written them.
 */
@Component
class CartStore {

    private static final String UPDATED_AT = "updatedAt";
    private static final String REVISION = "revision";
    private static final String MERGED_INTO = "mergedInto";

    private static final Pattern PRODUCT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Duration timeToLive;
    private final Clock clock;

    CartStore(StringRedisTemplate redis, JsonMapper json, CartProperties properties, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.timeToLive = properties.timeToLive();
        this.clock = clock;
    }

    /** @throws GuestCartMergedException when it has become part of another one */
    Cart find(UUID id) {
        Map<String, String> fields = fields(CartKeys.cart(id));
        if (fields.containsKey(MERGED_INTO)) {
            throw new GuestCartMergedException();
        }
        return toCart(id, fields);
    }

    List<CartLine> lines(String key) {
        return toLines(fields(key));
    }

    /**
     * Changes a cart.
     *
     * @param arguments after those that every change has
     * @throws ConflictException when the cart is not at the expected revision
     * @throws GuestCartMergedException when it has become part of another one
     */
    Result change(CartScript script, CartRef cart, List<String> moreKeys, List<?> arguments) {
        Long expected = cart.expectedRevision();
        Result result = execute(
                script,
                cart.id(),
                moreKeys,
                Stream.concat(Stream.of(expected == null ? "" : expected), arguments.stream())
                        .toList());
        return switch (result.outcome()) {
            case OUTDATED -> throw new ConflictException("The cart has been changed meanwhile");
            case MERGED -> throw new GuestCartMergedException();
            case DONE, AGAIN, MISSING, FULL, TOO_MANY, SHORT, EMPTY, TAKEN -> result;
        };
    }

    /** Runs a script, with the time and the time to live before its arguments. */
    Result execute(CartScript script, UUID id, List<String> moreKeys, List<?> arguments) {
        List<String> keys = new ArrayList<>(List.of(CartKeys.cart(id)));
        keys.addAll(moreKeys);
        Object[] all = Stream.concat(Stream.of(clock.millis(), timeToLive.toSeconds()), arguments.stream())
                .map(String::valueOf)
                .toArray();
        List<Object> flat = Objects.requireNonNull(redis.execute(script.script(), keys, all));
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < flat.size(); i += 2) {
            fields.put((String) flat.get(i), (String) flat.get(i + 1));
        }
        String outcome = (String) flat.getFirst();
        return new Result(Outcome.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_')), toCart(id, fields));
    }

    /**
     * What a script has returned.
     *
     * @param cart after the change; empty where the script says nothing of it
     */
    record Result(Outcome outcome, Cart cart) {}

    /** A number of units as scripts take it. */
    static Object unitsOrEmpty(@Nullable Integer units) {
        return units == null ? "" : units;
    }

    /** A flag as scripts take it. */
    static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private Map<String, String> fields(String key) {
        return redis.<String, String>opsForHash().entries(key);
    }

    private Cart toCart(UUID id, Map<String, String> fields) {
        String updatedAt = fields.get(UPDATED_AT);
        String revision = fields.get(REVISION);
        if (updatedAt == null) {
            return Cart.empty(id, clock.instant());
        }
        // Carts written before there were revisions: the revision that the last change would have given.
        return new Cart(
                id,
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

    /**
     * A line as the scripts write it.
     *
     * @param price in plain decimal notation; as text, because Lua's only number is a double
     * @param place lines with a lower one were added earlier
     * @param available units as the customer has seen them
     * @param notForSale true when the customer has seen that
     */
    private record Line(
            int quantity,
            String price,
            String name,
            long place,
            @Nullable Integer available,
            @Nullable Boolean notForSale) {

        CartLine toCartLine(UUID productId) {
            return new CartLine(
                    productId, quantity, new BigDecimal(price), name, available, !Boolean.TRUE.equals(notForSale));
        }
    }
}

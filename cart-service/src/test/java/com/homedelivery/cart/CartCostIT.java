package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.cart.application.Carts;
import com.homedelivery.shared.testing.AtOnce;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;

/** What a change of a cart asks of others. */
class CartCostIT extends CartServiceTest {

    /** Those of the events' streams and of tokens are others, and what a new connection begins with. */
    private static final Pattern COMMANDS_OF_CARTS =
            Pattern.compile("cmdstat_(eval|evalsha|h(?!ello)\\w+|expire|del|exists|set)");

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+),.*");

    @Test
    void anAdditionIsOneScriptThatReadsTheCartOnceAndWritesItOnce() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 1);
        // The first time, Redis has to be told the script.
        customer.put("/cart/items/" + milk, "{\"quantity\": 1}");
        UUID coffee = catalogue.sells("Coffee", "19.50");
        Map<String, Long> script = Map.of("evalsha", 1L, "hgetall", 1L, "hset", 1L, "expire", 1L);

        assertThat(commandsOf(() -> add(customer, milk, 1))).isEqualTo(script);
        assertThat(commandsOf(() -> add(customer, coffee, 1))).isEqualTo(script);
        assertThat(commandsOf(() -> customer.put("/cart/items/" + milk, "{\"quantity\": 3}")))
                .isEqualTo(script);
        assertThat(commandsOf(() -> customer.get("/cart"))).isEqualTo(Map.of("hgetall", 1L));
    }

    @Test
    void anOrderedCartIsReadOnceAndWrittenOnce(@Autowired Carts carts) {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 3);
        // The first time, Redis has to be told the script.
        removeOrdered(carts, customer, milk, 1);

        assertThat(commandsOf(() -> removeOrdered(carts, customer, milk, 1)))
                .isEqualTo(Map.of("evalsha", 1L, "exists", 1L, "hgetall", 1L, "hset", 1L, "expire", 1L, "set", 1L));
        assertThat(commandsOf(() -> removeOrdered(carts, customer, milk, 1)))
                .isEqualTo(Map.of("evalsha", 1L, "exists", 1L, "hgetall", 1L, "hdel", 1L, "hset", 1L, "set", 1L));
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    private static void removeOrdered(Carts carts, Api customer, UUID productId, int quantity) {
        carts.removeOrdered(customer.userId(), Map.of(productId, quantity), null, UUID.randomUUID());
    }

    @Test
    void aHundredBuyersOfOneProductAskTheCatalogueOnce() {
        UUID milk = catalogue.sells("Milk", "2.99");

        assertThat(AtOnce.run(IntStream.range(0, 100)
                        .<Supplier<Integer>>mapToObj(_ -> {
                            Api customer = customer();
                            return () -> add(customer, milk, 1).status();
                        })
                        .toList()))
                .containsOnly(200);

        // More only when they take longer than an answer is trusted.
        assertThat(catalogue.questionsFor(milk)).isLessThan(20);
    }

    private Map<String, Long> commandsOf(Supplier<Api.Answer> change) {
        return commandsOf(() -> assertThat(change.get().status()).isEqualTo(200));
    }

    private Map<String, Long> commandsOf(Runnable change) {
        Map<String, Long> before = commands();
        change.run();
        Map<String, Long> made = commands();
        before.forEach((command, calls) -> made.merge(command, -calls, Long::sum));
        made.values().removeIf(calls -> calls == 0);
        return made;
    }

    private Map<String, Long> commands() {
        Properties statistics = redis.execute((RedisCallback<Properties>)
                (RedisConnection connection) -> connection.serverCommands().info("commandstats"));
        Map<String, Long> calls = new TreeMap<>();
        statistics.forEach((name, value) -> {
            Matcher command = COMMANDS_OF_CARTS.matcher((String) name);
            Matcher number = CALLS.matcher((String) value);
            if (command.matches() && number.matches()) {
                calls.put(command.group(1), Long.valueOf(number.group(1)));
            }
        });
        return calls;
    }
}

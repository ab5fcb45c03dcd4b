package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.cart.application.Carts;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.RedisCommandCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The calls that a change of a cart costs. */
class CartCostIT extends CartServiceTest {

    /** Other than those of event streams, of tokens and of new connections. */
    private static final String COMMANDS_OF_CARTS = "eval|evalsha|h(?!ello)\\w+|expire|del|exists|set";

    @Test
    void anAdditionIsOneScriptThatReadsTheCartOnceAndWritesItOnce() {
        add(customer, milk, 1);
        // The first call loads the script into Redis.
        setQuantity(customer, milk, 1);
        UUID coffee = catalogue.sell("Coffee", "19.50");
        Map<String, Long> script = Map.of("evalsha", 1L, "hgetall", 1L, "hset", 1L, "expire", 1L);

        assertThat(commandsOf(() -> add(customer, milk, 1))).isEqualTo(script);
        assertThat(commandsOf(() -> add(customer, coffee, 1))).isEqualTo(script);
        assertThat(commandsOf(() -> setQuantity(customer, milk, 3))).isEqualTo(script);
        assertThat(commandsOf(() -> customer.get("/cart"))).isEqualTo(Map.of("hgetall", 1L));
    }

    @Test
    void anOrderedCartIsReadOnceAndWrittenOnce(@Autowired Carts carts) {
        add(customer, milk, 3);
        // The first call loads the script into Redis.
        removeOrdered(carts, customer, milk, 1);

        assertThat(commandsOf(() -> removeOrdered(carts, customer, milk, 1)))
                .isEqualTo(Map.of("evalsha", 1L, "exists", 1L, "hgetall", 1L, "hset", 1L, "expire", 1L, "set", 1L));
        assertThat(commandsOf(() -> removeOrdered(carts, customer, milk, 1)))
                .isEqualTo(Map.of("evalsha", 1L, "exists", 1L, "hgetall", 1L, "hdel", 1L, "hset", 1L, "set", 1L));
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    private static void removeOrdered(Carts carts, ApiClient customer, UUID productId, int quantity) {
        carts.removeOrdered(customer.userId(), Map.of(productId, quantity), null, UUID.randomUUID());
    }

    @Test
    void aHundredBuyersOfOneProductShareARequestToTheCatalogue() {
        assertThat(AtOnce.run(IntStream.range(0, 100)
                        .<Supplier<Integer>>mapToObj(_ -> {
                            ApiClient buyer = api.asCustomer();
                            return () -> add(buyer, milk, 1).status();
                        })
                        .toList()))
                .containsOnly(200);

        // More than one only if they take longer than a price is cached.
        assertThat(catalogue.requestsFor(milk)).isLessThan(20);
    }

    /** Of a guest's as well: how full Redis is, is asked every few seconds, and counted is who comes. */
    @Test
    void aGuestsAdditionCostsTheSame() {
        ApiClient guest = api.anonymous().withHeader("X-Cart-Token", newGuestToken());
        add(guest, milk, 1);
        UUID coffee = catalogue.sell("Coffee", "19.50");

        assertThat(commandsOf(() -> add(guest, coffee, 1)))
                .isEqualTo(Map.of("evalsha", 1L, "hgetall", 1L, "hset", 1L, "expire", 1L));
        assertThat(commandsOf(() -> guest.get("/cart"))).isEqualTo(Map.of("hgetall", 1L));
    }

    @Test
    void aReadAsksEachServiceOnceForAllLinesAtMost() {
        add(customer, milk, 1);
        add(customer, catalogue.sell("Coffee", "19.50"), 1);
        add(customer, catalogue.sell("Bread", "0.99"), 1);

        assertThat(mostRequestsOf(() -> customer.get("/cart"))).isEqualTo(new Requests(1, 1));
        assertThat(requestsOf(() -> customer.get("/cart?changes=false"))).isEqualTo(new Requests(0, 0));
    }

    /** The second time the inventory is asked about the other lines, which are not known before the cart is changed. */
    @Test
    void anAdditionAsksTheCatalogueOnceAndTheInventoryTwiceAtMost() {
        add(customer, milk, 1);
        add(customer, catalogue.sell("Coffee", "19.50"), 1);

        assertThat(mostRequestsOf(() -> add(customer, milk, 1))).isEqualTo(new Requests(1, 2));
    }

    /** Repeats it until what is cached has become too old. */
    private Requests mostRequestsOf(Supplier<ApiResult> request) {
        List<Requests> all = new ArrayList<>();
        await().until(() -> {
            all.add(requestsOf(request));
            return all.stream().anyMatch(made -> made.toCatalogue() > 0)
                    && all.stream().anyMatch(made -> made.toInventory() > 0);
        });
        return new Requests(
                all.stream().mapToInt(Requests::toCatalogue).max().orElseThrow(),
                all.stream().mapToInt(Requests::toInventory).max().orElseThrow());
    }

    private Requests requestsOf(Supplier<ApiResult> request) {
        int toCatalogue = catalogue.requests();
        int toInventory = inventory.requests();
        request.get().hasStatus(200);
        return new Requests(catalogue.requests() - toCatalogue, inventory.requests() - toInventory);
    }

    private record Requests(int toCatalogue, int toInventory) {}

    private Map<String, Long> commandsOf(Supplier<ApiResult> change) {
        return commandsOf(() -> {
            change.get().hasStatus(200);
        });
    }

    private Map<String, Long> commandsOf(Runnable change) {
        return new RedisCommandCount(redis, COMMANDS_OF_CARTS).during(change);
    }
}

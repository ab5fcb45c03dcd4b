package com.homedelivery.cart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.cart.application.Carts;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;

class CheckoutIT extends CartServiceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final UUID COFFEE = catalogue.sells("Coffee", "19.50");
    private static final UUID MILK = catalogue.sells("Milk", "2.99");

    @Autowired
    private Carts carts;

    @Test
    void whatIsOrderedLeavesTheCart() {
        Api customer = customer();
        add(customer, MILK, 2);
        add(customer, COFFEE, 1);

        arrives(ordered(customer, Map.of(MILK, 2, COFFEE, 1)), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEmpty());
    }

    @Test
    void whatIsOrderedLeavesTheCartThoughRedisIsFull() {
        Api other = customer();
        add(other, MILK, 1);
        Api customer = customer();
        add(customer, MILK, 2);
        // Redis has no room for the script itself then.
        arrives(ordered(other, Map.of(MILK, 1)), UUID.randomUUID());
        await().atMost(SOON).untilAsserted(() -> assertThat(quantitiesOf(other)).isEmpty());

        withoutRoomInRedis(() -> carts.removeOrdered(customer.userId(), Map.of(MILK, 2), null, UUID.randomUUID()));

        assertThat(quantitiesOf(customer)).isEmpty();
    }

    private void withoutRoomInRedis(Runnable action) {
        redis.execute((RedisCallback<Object>) connection -> {
            RedisServerCommands server = connection.serverCommands();
            String limit = requireNonNull(server.getConfig("maxmemory")).getProperty("maxmemory");
            server.setConfig("maxmemory", "1");
            try {
                action.run();
            } finally {
                server.setConfig("maxmemory", limit);
            }
            return limit;
        });
    }

    @Test
    void aCartThatWasOrderedIsAnotherCartAfterwards() {
        Api customer = customer();
        add(customer, MILK, 5);
        long ordered = revisionOf(customer);

        arrives(ordered(customer, Map.of(MILK, 2)), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(revisionOf(customer)).isGreaterThan(ordered));
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 3));
    }

    @Test
    void whatWasAddedMeanwhileStays() {
        Api customer = customer();
        add(customer, MILK, 5);
        add(customer, COFFEE, 1);

        arrives(ordered(customer, Map.of(MILK, 2)), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 3, COFFEE, 1)));
    }

    @Test
    void aCartFilledAfterTheOrderStaysHoweverLateItsNewsCome() {
        Api customer = customer();
        add(customer, MILK, 2);
        long ordered = revisionOf(customer);
        customer.delete("/cart");
        add(customer, MILK, 2);
        long later = revisionOf(customer);

        arrives(ordered(customer, Map.of(MILK, 2), ordered), UUID.randomUUID());
        allIsRead();

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 2));
        assertThat(revisionOf(customer)).isEqualTo(later);

        arrives(ordered(customer, Map.of(MILK, 2), later), UUID.randomUUID());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEmpty());
    }

    @Test
    void aCartStaysThatWasFilledAfterTheOldOneWasLost() {
        Api customer = customer();
        add(customer, MILK, 2);
        long ordered = revisionOf(customer);
        // It is lost a day after its last change at the earliest.
        await().until(() -> System.currentTimeMillis() > ordered);
        redis.delete("cart:{" + customer.userId() + "}");
        add(customer, MILK, 1);

        arrives(ordered(customer, Map.of(MILK, 2), ordered), UUID.randomUUID());
        allIsRead();

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 1));
    }

    @Test
    void moreOfWhatWasOrderedIsLeftOverThoughItWasAddedLater() {
        Api customer = customer();
        add(customer, MILK, 2);
        add(customer, COFFEE, 1);
        long ordered = revisionOf(customer);
        add(customer, MILK, 3);
        customer.put("/cart/items/" + COFFEE, "{\"quantity\": 2}");

        arrives(ordered(customer, Map.of(MILK, 2, COFFEE, 1), ordered), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 3, COFFEE, 1)));
    }

    @Test
    void aLineFromBeforeItWasKnownSinceWhenItIsThereIsTakenOut() {
        Api customer = customer();
        add(customer, MILK, 2);
        long ordered = revisionOf(customer);
        redis.opsForHash()
                .put(
                        "cart:{" + customer.userId() + "}",
                        MILK.toString(),
                        "{\"quantity\": 5, \"price\": \"2.99\", \"name\": \"Milk\", \"place\": 1}");
        add(customer, MILK, 1);

        arrives(ordered(customer, Map.of(MILK, 2), ordered), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 4)));
    }

    @Test
    void anOrderDeliveredTwiceIsTakenOutOnce() {
        Api customer = customer();
        add(customer, MILK, 5);
        UUID event = UUID.randomUUID();

        arrives(ordered(customer, Map.of(MILK, 2)), event);
        arrives(ordered(customer, Map.of(MILK, 2)), event);
        arrives(ordered(customer, Map.of(COFFEE, 1)), UUID.randomUUID());
        allIsRead();

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 3));
    }

    @Test
    void whatIsNoLongerInTheCartCannotLeaveIt() {
        Api customer = customer();
        add(customer, MILK, 1);

        arrives(ordered(customer, Map.of(MILK, 2, COFFEE, 4)), UUID.randomUUID());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quantitiesOf(customer)).isEmpty());
        add(customer, MILK, 1);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 1));
    }

    @Test
    void anOrderMakesNoCartWhereThereIsNone() {
        Api customer = customer();

        arrives(ordered(customer, Map.of(MILK, 2)), UUID.randomUUID());
        allIsRead();

        assertThat(redis.hasKey("cart:{" + customer.userId() + "}")).isFalse();
    }

    @Test
    void anEventIsRememberedForAWeek() {
        Api customer = customer();
        UUID event = UUID.randomUUID();

        arrives(ordered(customer, Map.of(MILK, 2)), event);
        allIsRead();

        assertThat(redis.getExpire("cart:{" + customer.userId() + "}:order-event:" + event))
                .isBetween(Duration.ofDays(6).toSeconds(), Duration.ofDays(7).toSeconds());
    }

    @Test
    void otherNewsOfAnOrderLeaveTheCartAlone() {
        Api customer = customer();
        add(customer, MILK, 2);

        arrives(
                new OrderCancelled(UUID.randomUUID(), customer.userId(), "Changed my mind", Instant.now()),
                UUID.randomUUID());
        allIsRead();

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 2));
    }

    /** Events are read in order: when one that comes last has been acted on, so have those before. */
    private void allIsRead() {
        Api last = customer();
        add(last, MILK, 1);
        arrives(ordered(last, Map.of(MILK, 1)), UUID.randomUUID());
        await().atMost(SOON).untilAsserted(() -> assertThat(quantitiesOf(last)).isEmpty());
    }

    /** An order that does not tell which cart it was made of. */
    private static OrderCreated ordered(Api customer, Map<UUID, Integer> quantities) {
        return ordered(customer, quantities, null);
    }

    private static OrderCreated ordered(Api customer, Map<UUID, Integer> quantities, @Nullable Long cartRevision) {
        List<Item> items = quantities.entrySet().stream()
                .map(line -> new Item(line.getKey(), "Something", line.getValue(), BigDecimal.ONE))
                .toList();
        return new OrderCreated(
                UUID.randomUUID(),
                customer.userId(),
                items,
                BigDecimal.TEN,
                null,
                new Address("123 Main St", "New York", "NY", "10001", null),
                Instant.now(),
                cartRevision);
    }

    private void arrives(OrderEvent event, UUID id) {
        redis.opsForStream()
                .add(
                        "stream:orders",
                        Map.of(
                                "id", id.toString(),
                                "type", EventStream.typeOf(event),
                                "source", "order-service",
                                "time", Instant.now().toString(),
                                "subject", event.key(),
                                "data", EventJson.write(event)));
    }
}

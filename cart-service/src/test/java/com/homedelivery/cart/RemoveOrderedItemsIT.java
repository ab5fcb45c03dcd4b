package com.homedelivery.cart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.cart.application.Carts;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;

class RemoveOrderedItemsIT extends CartServiceTest {

    private static final UUID COFFEE = catalogue.sell("Coffee", "19.50");

    @Autowired
    private Carts carts;

    @Autowired
    private EventPublisher events;

    @Test
    void whatIsOrderedLeavesTheCart() {
        add(customer, milk, 2);
        add(customer, COFFEE, 1);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2, COFFEE, 1)));

        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void whatIsOrderedLeavesTheCartThoughRedisIsFull() {
        ApiClient other = api.asCustomer();
        add(other, milk, 1);
        add(customer, milk, 2);
        // Loads the script, which a full Redis would not.
        events.publishAndAwait(ordered(other, Map.of(milk, 1)));
        assertThat(quantitiesOf(other)).isEmpty();

        withoutRoomInRedis(() -> carts.removeOrdered(customer.userId(), Map.of(milk, 2), null, UUID.randomUUID()));

        assertThat(quantitiesOf(customer)).isEmpty();
    }

    private void withoutRoomInRedis(Runnable action) {
        redis.execute((RedisCallback<Object>) connection -> {
            RedisServerCommands server = connection.serverCommands();
            // In a cluster the names are preceded by the servers' addresses; all have the same limit.
            String limit = requireNonNull(server.getConfig("maxmemory"))
                    .values()
                    .iterator()
                    .next()
                    .toString();
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
        add(customer, milk, 5);
        long ordered = revisionOf(customer);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2)));

        assertThat(revisionOf(customer)).isGreaterThan(ordered);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
    }

    @Test
    void whatWasAddedMeanwhileStays() {
        add(customer, milk, 5);
        add(customer, COFFEE, 1);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2)));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3, COFFEE, 1));
    }

    @Test
    void aCartFilledAfterTheOrderStaysHoweverLateTheEvent() {
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        customer.delete("/cart");
        add(customer, milk, 2);
        long later = revisionOf(customer);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2), ordered));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        assertThat(revisionOf(customer)).isEqualTo(later);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2), later));
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void aCartStaysThatWasFilledAfterTheOldOneWasLost() {
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        // It is lost a day after its last change at the earliest.
        await().until(() -> System.currentTimeMillis() > ordered);
        redis.delete(cartKey);
        add(customer, milk, 1);

        assertThat(quantitiesAfter(ordered(customer, Map.of(milk, 2), ordered))).isEqualTo(Map.of(milk, 1));
    }

    @Test
    void whatWasAddedToAnOrderedLineStays() {
        add(customer, milk, 2);
        add(customer, COFFEE, 1);
        long ordered = revisionOf(customer);
        add(customer, milk, 3);
        setQuantity(customer, COFFEE, 2);

        assertThat(quantitiesAfter(ordered(customer, Map.of(milk, 2, COFFEE, 1), ordered)))
                .isEqualTo(Map.of(milk, 3, COFFEE, 1));
    }

    @Test
    void aLineOfAnOlderVersionIsRemovedToo() {
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        redis.opsForHash()
                .put(
                        cartKey,
                        milk.toString(),
                        "{\"quantity\": 5, \"price\": \"2.99\", \"name\": \"Milk\", \"place\": 1}");
        add(customer, milk, 1);

        assertThat(quantitiesAfter(ordered(customer, Map.of(milk, 2), ordered))).isEqualTo(Map.of(milk, 4));
    }

    @Test
    void aRedeliveredEventIsHandledOnce() {
        add(customer, milk, 5);
        UUID event = UUID.randomUUID();

        events.publishAndAwait(ordered(customer, Map.of(milk, 2)), event);
        events.publishAndAwait(ordered(customer, Map.of(milk, 2)), event);
        events.publishAndAwait(ordered(customer, Map.of(COFFEE, 1)));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
    }

    @Test
    void removesAtMostWhatIsInTheCart() {
        add(customer, milk, 1);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2, COFFEE, 4)));

        assertThat(quantitiesOf(customer)).isEmpty();
        add(customer, milk, 1);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1));
    }

    @Test
    void anOrderMakesNoCartWhereThereIsNone() {
        events.publishAndAwait(ordered(customer, Map.of(milk, 2)));

        assertThat(redis.hasKey(cartKey)).isFalse();
    }

    @Test
    void aHandledEventIsRecordedForAWeek() {
        UUID event = UUID.randomUUID();

        events.publishAndAwait(ordered(customer, Map.of(milk, 2)), event);

        assertThat(redis.getExpire("cart:{" + customer.userId() + "}:order-event:" + event))
                .isBetween(Duration.ofDays(6).toSeconds(), Duration.ofDays(7).toSeconds());
    }

    @Test
    void otherOrderEventsLeaveTheCartAlone() {
        add(customer, milk, 2);

        events.publishAndAwait(
                new OrderCancelled(UUID.randomUUID(), customer.userId(), "Changed my mind", Instant.now()));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
    }

    private static OrderCreated ordered(ApiClient customer, Map<UUID, Integer> quantities) {
        return ordered(customer, quantities, null);
    }

    private Map<UUID, Integer> quantitiesAfter(OrderCreated order) {
        events.publishAndAwait(order);
        return quantitiesOf(customer);
    }
}

package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is saved for later, and what becomes of it and of the cart when an order or a farewell comes. */
class SavedItemsIT extends CartServiceTest {

    @Autowired
    private EventPublisher events;

    @Test
    void aLineIsMovedOutOfTheCartAndBack() {
        add(customer, milk, 3);

        ApiResult saved = save(milk);

        assertThat(saved.data().get("items").isEmpty()).isTrue();
        assertThat(savedQuantities()).isEqualTo(Map.of(milk, 3));

        ApiResult restored = restore(milk);

        assertThat(restored.data()).isEqualTo(customer.get("/cart").data());
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
        assertThat(savedQuantities()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyAddsUpWithinTheLimit() {
        add(customer, milk, 60);
        save(milk);
        add(customer, milk, 50);
        restore(milk);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 99));

        save(milk);
        add(customer, milk, 1);
        save(milk);
        assertThat(savedQuantities()).isEqualTo(Map.of(milk, 99));
    }

    @Test
    void itIsKeptForHalfAYearAndComesInTheOrderInWhichItWasSaved() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        add(customer, milk, 1);
        add(customer, coffee, 2);
        save(coffee);
        save(milk);

        assertThat(savedIds()).containsExactly(coffee.toString(), milk.toString());
        assertThat(redis.getExpire(cartKey + ":saved"))
                .isBetween(
                        Duration.ofDays(179).toSeconds(), Duration.ofDays(180).toSeconds());
        redis.delete(cartKey); // as if it had expired
        assertThat(savedQuantities()).isEqualTo(Map.of(coffee, 2, milk, 1));
    }

    @Test
    void itSaysWhatHasChangedSince() {
        add(customer, milk, 3);
        save(milk);
        catalogue.change(milk, "Milk", "3.49");
        inventory.has(milk, 1);
        await().until(() ->
                customer.get("/cart/saved").data().at("/items/0/changes").size() == 2);

        JsonNode item = customer.get("/cart/saved").data().at("/items/0");
        assertThat(item.get("price").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(item.at("/changes/price/to").decimalValue()).isEqualByComparingTo("3.49");

        JsonNode line = restore(milk).data().at("/items/0");
        assertThat(line.get("quantity").asInt()).isEqualTo(3);
        assertThat(line.at("/changes/available/to").asInt()).isEqualTo(1);
        assertThat(line.at("/changes/price/from").decimalValue()).isEqualByComparingTo("2.99");
    }

    @Test
    void thereAreNoMoreThanAHundred() {
        for (int i = 0; i < 100; i++) {
            UUID product = catalogue.sell("Product " + i, "1.00");
            add(customer, product, 1);
            save(product).hasStatus(200);
        }
        add(customer, milk, 1);

        save(milk).hasError(400, "VALIDATION_ERROR").hasFieldError("itemId");

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1));
    }

    @Test
    void whatIsNotThereIsNotMoved() {
        for (String id : List.of(UUID.randomUUID().toString(), "product-uuid", "lastPlace")) {
            customer.post("/cart/items/" + id + "/save").hasError(404, "NOT_FOUND");
            customer.post("/cart/saved/" + id + "/restore").hasError(404, "NOT_FOUND");
            customer.delete("/cart/saved/" + id).hasStatus(200);
        }
        add(customer, milk, 1);
        save(milk);
        customer.delete("/cart/saved/" + milk).hasStatus(200);
        restore(milk).hasError(404, "NOT_FOUND");
        assertThat(savedQuantities()).isEmpty();
    }

    @Test
    void movingBackAndForthAtOnceLosesAndDoublesNothing() {
        add(customer, milk, 4);

        AtOnce.run(IntStream.range(0, 20)
                .<Supplier<ApiResult>>mapToObj(i -> () -> i % 2 == 0 ? save(milk) : restore(milk))
                .toList());

        assertThat(quantitiesOf(customer).getOrDefault(milk, 0)
                        + savedQuantities().getOrDefault(milk, 0))
                .isEqualTo(4);
    }

    @Test
    void whatWasOrderedIsTakenOutOfTheCartThoughItWasSavedAndRestoredMeanwhile() {
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        save(milk);
        restore(milk);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2), ordered));

        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void anAcknowledgedLineIsTheOneThatWasOrdered() {
        add(customer, milk, 2);
        catalogue.change(milk, "Milk", "3.49");
        await().until(() -> customer.get("/cart").data().at("/items/0/changes").has("price"));
        customer.post("/cart/acknowledge");
        long ordered = revisionOf(customer);
        add(customer, milk, 1);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2), ordered));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1));
    }

    @Test
    void whatIsSavedStaysWhenAnOrderComes() {
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        save(milk);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2), ordered));

        assertThat(savedQuantities()).isEqualTo(Map.of(milk, 2));
    }

    @Test
    void anotherServiceReadsWhatIsKeptOfACustomer() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        add(customer, coffee, 1);
        add(customer, milk, 2);
        save(milk);

        JsonNode kept = api.asService("user-service")
                .get("/personal-data/" + customer.userId())
                .data();

        assertThat(kept.at("/cart/0/productId").asString()).isEqualTo(coffee.toString());
        assertThat(kept.at("/saved/0/quantity").asInt()).isEqualTo(2);
        customer.get("/personal-data/" + customer.userId()).hasError(403, "FORBIDDEN");
    }

    @Test
    void whoHasNoAccountAnyMoreIsForgotten() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        add(customer, coffee, 1);
        add(customer, milk, 2);
        save(milk);
        ApiClient other = api.asCustomer();
        add(other, milk, 1);

        UserDeleted deleted = new UserDeleted(customer.userId(), Instant.now());
        events.publishAndAwait(deleted);
        events.publishAndAwait(deleted);

        assertThat(redis.hasKey(cartKey)).isFalse();
        assertThat(redis.hasKey(cartKey + ":saved")).isFalse();
        assertThat(quantitiesOf(customer)).isEmpty();
        assertThat(savedQuantities()).isEmpty();
        assertThat(quantitiesOf(other)).isEqualTo(Map.of(milk, 1));
    }

    private ApiResult save(UUID productId) {
        return customer.post("/cart/items/" + productId + "/save");
    }

    private ApiResult restore(UUID productId) {
        return customer.post("/cart/saved/" + productId + "/restore");
    }

    private List<String> savedIds() {
        return customer.get("/cart/saved")
                .data()
                .get("items")
                .valueStream()
                .map(item -> item.get("productId").asString())
                .toList();
    }

    private Map<UUID, Integer> savedQuantities() {
        return customer.get("/cart/saved")
                .data()
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> UUID.fromString(item.get("productId").asString()),
                        item -> item.get("quantity").asInt()));
    }
}

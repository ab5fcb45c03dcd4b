package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CartIT extends CartServiceTest {

    @Test
    void aNewCartIsEmptyAndCostsNothing() {
        ApiResult answer = customer.get("/cart");

        answer.hasStatus(200);
        JsonNode cart = answer.data();
        assertThat(cart.propertyNames())
                .containsExactlyInAnyOrder(
                        "userId", "items", "total", "updatedAt", "revision", "minimumOrder", "missingAmount");
        assertThat(cart.get("revision").asLong()).isZero();
        assertThat(cart.get("userId").asString()).isEqualTo(customer.userId().toString());
        assertThat(cart.get("items").isEmpty()).isTrue();
        assertThat(cart.get("total").decimalValue()).isZero();
        assertThat(cart.get("updatedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void keepsFieldsThatALaterVersionHasWritten() {
        add(customer, milk, 2);
        redis.opsForHash().put(cartKey, "voucher", "SUMMER");

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        add(customer, milk, 1).hasStatus(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
        assertThat(redis.opsForHash().get(cartKey, "voucher")).isEqualTo("SUMMER");
    }

    @Test
    void takesPriceAndNameFromTheCatalogue() {
        UUID milk = catalogue.sell("Fresh milk “1 l” – ½ fat", "2.99");

        ApiResult answer = customer.post(
                "/cart/items",
                "{\"productId\": \"%s\", \"quantity\": 2, \"price\": 0.01, \"name\": \"Gold\"}".formatted(milk));

        answer.hasStatus(200);
        JsonNode line = answer.data().at("/items/0");
        assertThat(line.propertyNames())
                .containsExactlyInAnyOrder("productId", "quantity", "price", "name", "available");
        assertThat(line.get("productId").asString()).isEqualTo(milk.toString());
        assertThat(line.get("quantity").asInt()).isEqualTo(2);
        assertThat(line.get("price").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(line.get("name").asString()).isEqualTo("Fresh milk “1 l” – ½ fat");
        assertThat(answer.data().get("total").decimalValue()).isEqualByComparingTo("5.98");
    }

    @Test
    void theSameProductAgainAddsUpAtTodaysPrice() {
        add(customer, milk, 2);
        catalogue.change(milk, "Milk", "3.49");
        awaitPrice(milk, "3.49");

        JsonNode cart = add(customer, milk, 3).data();

        assertThat(cart.get("items").size()).isEqualTo(1);
        assertThat(cart.at("/items/0/quantity").asInt()).isEqualTo(5);
        assertThat(cart.get("total").decimalValue()).isEqualByComparingTo("17.45");
    }

    @Test
    void needsNoPriceFromTheClient() {
        customer.post("/cart/items", "{\"productId\": \"%s\", \"quantity\": 1}".formatted(milk))
                .hasStatus(200);
    }

    @Test
    void linesStayInTheOrderTheyWereAddedIn() {
        List<UUID> products = IntStream.range(0, 40)
                .mapToObj(i -> catalogue.sell("A product with quite a long name, number " + i, "1.00"))
                .toList();
        products.forEach(product -> add(customer, product, 1));
        add(customer, products.getFirst(), 1);
        remove(customer, products.get(7));
        add(customer, products.get(7), 1);

        List<UUID> expected = Stream.concat(
                        products.stream().filter(id -> !id.equals(products.get(7))), Stream.of(products.get(7)))
                .toList();
        assertThat(customer.get("/cart")
                        .data()
                        .get("items")
                        .valueStream()
                        .map(item -> UUID.fromString(item.get("productId").asString())))
                .isEqualTo(expected);
    }

    @Test
    void everybodyHasTheirOwnCart() {
        add(api.asCustomer(), catalogue.sell("Milk", "2.99"), 2);

        assertThat(quantitiesOf(api.asCustomer())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"quantity": 1, "price": 1}                                   | productId
            {"productId": " ", "quantity": 1, "price": 1}                 | productId
            {"productId": "%s", "price": 1}                               | quantity
            {"productId": "%s", "quantity": 0, "price": 1}                | quantity
            {"productId": "%s", "quantity": -1, "price": 1}               | quantity
            {"productId": "%s", "quantity": 100, "price": 1}              | quantity
            {"productId": "%s", "quantity": 1.5, "price": 1}              | quantity
            {"productId": "%s", "quantity": "1", "price": 1}              | quantity
            {"productId": "%s", "quantity": 1, "price": 0}                | price
            {"productId": "%s", "quantity": 1, "price": -2.5}             | price
            """)
    void refusesInvalidItemsByField(String json, String field) {
        ApiResult answer = customer.post(
                "/cart/items", json.replace("%s", catalogue.sell("Milk", "2.99").toString()));

        answer.hasError(400, "VALIDATION_ERROR").hasFieldError(field);
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void refusesMoreThan99OfOneProduct() {
        add(customer, milk, 60);

        ApiResult answer = add(customer, milk, 40);

        answer.hasError(400, "VALIDATION_ERROR").hasFieldError("quantity");
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 60));
        add(customer, milk, 39).hasStatus(200);
    }

    @Test
    void thereAreNoMoreThan100Lines() {
        List<UUID> products = IntStream.range(0, 101)
                .mapToObj(i -> catalogue.sell("Product " + i, "1.00"))
                .toList();
        products.subList(0, 100).forEach(product -> add(customer, product, 1).hasStatus(200));

        ApiResult answer = add(customer, products.getLast(), 1);

        answer.hasError(400, "VALIDATION_ERROR").hasFieldError("productId");
        add(customer, products.getFirst(), 1).hasStatus(200);
        assertThat(quantitiesOf(customer)).hasSize(100);
    }

    @Test
    void whatIsNotForSaleIsNotFound() {
        UUID gone = catalogue.sell("Milk", "2.99");
        catalogue.stopSelling(gone);

        for (String id : List.of(gone.toString(), UUID.randomUUID().toString(), "product-uuid")) {
            ApiResult answer = customer.post(
                    "/cart/items", "{\"productId\": \"%s\", \"quantity\": 1, \"price\": 1}".formatted(id));
            answer.hasError(404, "NOT_FOUND");
        }
    }

    @Test
    void nothingIsAddedWhileTheCatalogueIsDown() {
        catalogue.goDown();

        ApiResult answer = add(customer, milk, 1);

        answer.hasError(503, "SERVICE_ERROR");
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void aQuantityIsSetAtTodaysPrice() {
        add(customer, milk, 2);
        catalogue.change(milk, "Fresh milk", "3.49");
        awaitPrice(milk, "3.49");

        ApiResult answer = setQuantity(customer, milk, 7);

        answer.hasStatus(200);
        assertThat(answer.data().at("/items/0/quantity").asInt()).isEqualTo(7);
        assertThat(answer.data().at("/items/0/name").asString()).isEqualTo("Fresh milk");
        assertThat(answer.data().get("total").decimalValue()).isEqualByComparingTo("24.43");
    }

    @Test
    void aQuantityIsSetEvenWhileTheCatalogueIsDown() {
        add(customer, milk, 2);
        catalogue.goDown();

        JsonNode cart = setQuantity(customer, milk, 1).data();

        assertThat(cart.get("total").decimalValue()).isEqualByComparingTo("2.99");
    }

    @Test
    void aLineWhoseProductIsGoneCanOnlyBeRemoved() {
        add(customer, milk, 2);
        catalogue.stopSelling(milk);
        awaitNotForSale(milk);

        setQuantity(customer, milk, 3).hasStatus(404);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        setQuantity(customer, milk, 0).hasStatus(200);
    }

    @Test
    void quantityZeroRemovesTheLine() {
        add(customer, milk, 2);

        ApiResult answer = setQuantity(customer, milk, 0);

        answer.hasStatus(200);
        assertThat(answer.data().get("items").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"quantity\": -1}", "{\"quantity\": 100}", "{}", "{\"quantity\": null}"})
    void noOtherQuantityCanBeSet(String json) {
        add(customer, milk, 2);

        ApiResult answer = customer.put("/cart/items/" + milk, json);

        answer.hasError(400, "VALIDATION_ERROR").hasFieldError("quantity");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aLineThatIsNotThereCannotBeSet(int quantity) {
        String json = "{\"quantity\": %d}".formatted(quantity);

        customer.put("/cart/items/" + catalogue.sell("Milk", "2.99"), json).hasStatus(404);
        customer.put("/cart/items/" + UUID.randomUUID(), json).hasStatus(404);
        assertThat(customer.put("/cart/items/product-uuid", json).errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aLineIsRemoved() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        add(customer, milk, 2);
        add(customer, coffee, 1);

        ApiResult answer = remove(customer, milk);

        answer.hasStatus(200);
        assertThat(answer.data().get("items").size()).isEqualTo(1);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(coffee, 1));
    }

    @Test
    void removingALineThatIsNotThereAnswersWithTheCart() {
        add(customer, milk, 2);

        for (String id : List.of(UUID.randomUUID().toString(), "product-uuid", "updatedAt", "lastPlace", "revision")) {
            ApiResult answer = customer.delete("/cart/items/" + id);
            answer.hasStatus(200);
            assertThat(answer.data().at("/items/0/quantity").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aClearedCartIsEmpty() {
        add(customer, catalogue.sell("Milk", "2.99"), 2);

        ApiResult answer = customer.delete("/cart");

        answer.hasStatus(200);
        assertThat(answer.body().get("message").asString()).isEqualTo("Cart cleared");
        assertThat(answer.body().has("data")).isFalse();
        assertThat(quantitiesOf(customer)).isEmpty();
        customer.delete("/cart").hasStatus(200);
    }

    @Test
    void aCartLivesADayAfterItsLastChange() {
        String key = cartKey;
        List<Supplier<ApiResult>> changes = List.of(
                () -> add(customer, milk, 2), () -> setQuantity(customer, milk, 5), () -> remove(customer, milk));

        for (Supplier<ApiResult> change : changes) {
            redis.expire(key, Duration.ofMinutes(1));
            change.get();
            assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);
        }
    }

    @Test
    void everyChangeGivesARevisionThatTheCustomerNeverHadBefore() {
        List<Supplier<ApiResult>> changes = List.of(
                () -> add(customer, milk, 2),
                () -> setQuantity(customer, milk, 5),
                () -> remove(customer, milk),
                () -> add(customer, milk, 2),
                () -> customer.delete("/cart"),
                () -> add(customer, milk, 2));
        List<Long> revisions = new ArrayList<>();
        for (Supplier<ApiResult> change : changes) {
            change.get();
            revisions.add(revisionOf(customer));
        }
        await().until(() -> System.currentTimeMillis() > revisions.getLast());
        redis.delete(cartKey); // as if it had expired
        add(customer, milk, 2);
        revisions.add(revisionOf(customer));

        assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatChangesNothingLeavesTheRevision() {
        add(customer, catalogue.sell("Milk", "2.99"), 2);
        long before = revisionOf(customer);

        remove(customer, UUID.randomUUID());
        setQuantity(customer, UUID.randomUUID(), 5);
        customer.get("/cart");

        assertThat(revisionOf(customer)).isEqualTo(before);
    }

    @Test
    void fiftyAdditionsAtOnceAreFiftyRevisions() {
        add(customer, milk, 1);
        long before = revisionOf(customer);

        AtOnce.run(50, () -> add(customer, milk, 1));

        assertThat(revisionOf(customer)).isGreaterThanOrEqualTo(before + 50);
    }

    @Test
    void aClearedCartIsKeptForItsRevisionOnly() {
        for (int i = 0; i < 3; i++) {
            add(customer, milk, 2);
            customer.delete("/cart");
        }

        assertThat(quantitiesOf(customer)).isEmpty();
        assertThat(redis.opsForHash().keys(cartKey)).containsExactlyInAnyOrder("updatedAt", "revision");
    }

    @Test
    void everyChangeAnswersWithTheCartThatIsThen() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        List<Supplier<ApiResult>> changes = List.of(
                () -> add(customer, milk, 2),
                () -> add(customer, coffee, 1),
                () -> add(customer, milk, 98),
                () -> setQuantity(customer, milk, 5),
                () -> remove(customer, UUID.randomUUID()),
                () -> setQuantity(customer, coffee, 0),
                () -> remove(customer, milk));

        for (Supplier<ApiResult> change : changes) {
            ApiResult answer = change.get();
            if (answer.status() == 200) {
                assertThat(answer.data()).isEqualTo(customer.get("/cart").data());
            }
        }
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void readingACartDoesNotKeepItLonger() {
        add(customer, catalogue.sell("Milk", "2.99"), 2);
        redis.expire(cartKey, Duration.ofMinutes(1));

        customer.get("/cart");

        assertThat(redis.getExpire(cartKey)).isLessThanOrEqualTo(60);
    }

    @Test
    void fiftyAdditionsAtOnceAllCount() {
        List<ApiResult> answers = AtOnce.run(50, () -> add(customer, milk, 1));

        assertThat(answers).extracting(ApiResult::status).containsOnly(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 50));
    }

    @Test
    void twoTabsAtOnceNeverMakeMoreThan99() {
        List<ApiResult> answers = AtOnce.run(20, () -> add(customer, milk, 10));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(9);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 90));
    }

    @Test
    void differentProductsAtOnceAllCount() {
        List<UUID> products = IntStream.range(0, 30)
                .mapToObj(i -> catalogue.sell("Product " + i, "1.00"))
                .toList();

        AtOnce.run(products.stream()
                .<Supplier<ApiResult>>map(product -> () -> add(customer, product, 1))
                .toList());

        assertThat(quantitiesOf(customer).keySet()).containsExactlyInAnyOrderElementsOf(products);
    }

    @Test
    void refusesWhoIsNotSignedIn() {
        ApiResult answer = api.anonymous().get("/cart");

        answer.hasError(401, "UNAUTHORIZED");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void refusesAForgedToken() {
        assertThat(api.withToken("not.a.token").get("/cart").errorCode()).isEqualTo("INVALID_TOKEN");
    }

    @Test
    void anUnknownRouteAndAWrongMethodAnswerInTheEnvelope() {
        assertThat(api.asCustomer().get("/cart/nothing").errorCode()).isEqualTo("NOT_FOUND");
        assertThat(api.asCustomer().put("/cart", "{}").errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(api.asCustomer().post("/cart/items", "{broken").errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void healthIsPublicAndIncludesRedis() {
        ApiResult answer = api.anonymous().get("/health");

        answer.hasStatus(200);
        assertThat(answer.body().get("service").asString()).isEqualTo("cart-service");
        assertThat(answer.body().at("/dependencies/redis").asBoolean()).isTrue();
    }
}

package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void aCartNobodyHasFilledIsEmptyAndCostsNothing() {
        Api customer = customer();

        Api.Answer answer = customer.get("/cart");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode cart = answer.data();
        assertThat(cart.propertyNames()).containsExactlyInAnyOrder("userId", "items", "total", "updatedAt", "revision");
        assertThat(cart.get("revision").asLong()).isZero();
        assertThat(cart.get("userId").asString()).isEqualTo(customer.userId().toString());
        assertThat(cart.get("items").isEmpty()).isTrue();
        assertThat(cart.get("total").decimalValue()).isZero();
        assertThat(cart.get("updatedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void whatALaterVersionWritesIntoTheCartIsLeftAlone() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);
        redis.opsForHash().put("cart:{" + customer.userId() + "}", "voucher", "SUMMER");

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        assertThat(add(customer, milk, 1).status()).isEqualTo(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
        assertThat(redis.opsForHash().get("cart:{" + customer.userId() + "}", "voucher"))
                .isEqualTo("SUMMER");
    }

    @Test
    void theCataloguesPriceAndNameWin() {
        Api customer = customer();
        UUID milk = catalogue.sells("Fresh milk “1 l” – ½ fat", "2.99");

        Api.Answer answer = customer.post(
                "/cart/items",
                "{\"productId\": \"%s\", \"quantity\": 2, \"price\": 0.01, \"name\": \"Gold\"}".formatted(milk));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode line = answer.data().at("/items/0");
        assertThat(line.propertyNames()).containsExactlyInAnyOrder("productId", "quantity", "price", "name");
        assertThat(line.get("productId").asString()).isEqualTo(milk.toString());
        assertThat(line.get("quantity").asInt()).isEqualTo(2);
        assertThat(line.get("price").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(line.get("name").asString()).isEqualTo("Fresh milk “1 l” – ½ fat");
        assertThat(answer.data().get("total").decimalValue()).isEqualByComparingTo("5.98");
    }

    @Test
    void theSameProductAgainAddsUpAtTodaysPrice() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);
        catalogue.reprices(milk, "Milk", "3.49");
        untilTodaysPriceIs(milk, "3.49");

        JsonNode cart = add(customer, milk, 3).data();

        assertThat(cart.get("items").size()).isEqualTo(1);
        assertThat(cart.at("/items/0/quantity").asInt()).isEqualTo(5);
        assertThat(cart.get("total").decimalValue()).isEqualByComparingTo("17.45");
    }

    @Test
    void theClientsPriceNeedNotBeSent() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");

        assertThat(customer.post("/cart/items", "{\"productId\": \"%s\", \"quantity\": 1}".formatted(milk))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void linesStayInTheOrderTheyWereAddedIn() {
        Api customer = customer();
        List<UUID> products = IntStream.range(0, 40)
                .mapToObj(i -> catalogue.sells("A product with quite a long name, number " + i, "1.00"))
                .toList();
        products.forEach(product -> add(customer, product, 1));
        add(customer, products.getFirst(), 1);
        customer.delete("/cart/items/" + products.get(7));
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
        add(customer(), catalogue.sells("Milk", "2.99"), 2);

        assertThat(quantitiesOf(customer())).isEmpty();
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
    void whatCannotBeAddedIsRefusedByItsField(String json, String field) {
        Api customer = customer();

        Api.Answer answer = customer.post(
                "/cart/items",
                json.replace("%s", catalogue.sells("Milk", "2.99").toString()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo(field);
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void thereIsNoMoreThan99OfOneProduct() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 60);

        Api.Answer answer = add(customer, milk, 40);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("quantity");
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 60));
        assertThat(add(customer, milk, 39).status()).isEqualTo(200);
    }

    @Test
    void thereAreNoMoreThan100Lines() {
        Api customer = customer();
        List<UUID> products = IntStream.range(0, 101)
                .mapToObj(i -> catalogue.sells("Product " + i, "1.00"))
                .toList();
        products.subList(0, 100)
                .forEach(product ->
                        assertThat(add(customer, product, 1).status()).isEqualTo(200));

        Api.Answer answer = add(customer, products.getLast(), 1);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("productId");
        assertThat(add(customer, products.getFirst(), 1).status()).isEqualTo(200);
        assertThat(quantitiesOf(customer)).hasSize(100);
    }

    @Test
    void whatIsNotForSaleIsNotFound() {
        Api customer = customer();
        UUID gone = catalogue.sells("Milk", "2.99");
        catalogue.stopsSelling(gone);

        for (String id : List.of(gone.toString(), UUID.randomUUID().toString(), "product-uuid")) {
            Api.Answer answer = customer.post(
                    "/cart/items", "{\"productId\": \"%s\", \"quantity\": 1, \"price\": 1}".formatted(id));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.errorCode()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void nothingIsAddedWhileTheCatalogueIsSilent() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        catalogue.goesDown();

        Api.Answer answer = add(customer, milk, 1);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void aQuantityIsSetAtTodaysPrice() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);
        catalogue.reprices(milk, "Fresh milk", "3.49");
        untilTodaysPriceIs(milk, "3.49");

        Api.Answer answer = customer.put("/cart/items/" + milk, "{\"quantity\": 7}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().at("/items/0/quantity").asInt()).isEqualTo(7);
        assertThat(answer.data().at("/items/0/name").asString()).isEqualTo("Fresh milk");
        assertThat(answer.data().get("total").decimalValue()).isEqualByComparingTo("24.43");
    }

    @Test
    void aQuantityIsSetEvenWhileTheCatalogueIsSilent() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);
        catalogue.goesDown();

        JsonNode cart = customer.put("/cart/items/" + milk, "{\"quantity\": 1}").data();

        assertThat(cart.get("total").decimalValue()).isEqualByComparingTo("2.99");
    }

    @Test
    void aLineWhoseProductIsGoneCanOnlyBeRemoved() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);
        catalogue.stopsSelling(milk);
        untilItIsNoLongerSold(milk);

        assertThat(customer.put("/cart/items/" + milk, "{\"quantity\": 3}").status())
                .isEqualTo(404);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        assertThat(customer.put("/cart/items/" + milk, "{\"quantity\": 0}").status())
                .isEqualTo(200);
    }

    @Test
    void quantityZeroRemovesTheLine() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);

        Api.Answer answer = customer.put("/cart/items/" + milk, "{\"quantity\": 0}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("items").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"quantity\": -1}", "{\"quantity\": 100}", "{}", "{\"quantity\": null}"})
    void noOtherQuantityCanBeSet(String json) {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);

        Api.Answer answer = customer.put("/cart/items/" + milk, json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("quantity");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aLineThatIsNotThereCannotBeSet(int quantity) {
        Api customer = customer();
        String json = "{\"quantity\": %d}".formatted(quantity);

        assertThat(customer.put("/cart/items/" + catalogue.sells("Milk", "2.99"), json)
                        .status())
                .isEqualTo(404);
        assertThat(customer.put("/cart/items/" + UUID.randomUUID(), json).status())
                .isEqualTo(404);
        assertThat(customer.put("/cart/items/product-uuid", json).errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aLineIsRemoved() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        UUID coffee = catalogue.sells("Coffee", "19.50");
        add(customer, milk, 2);
        add(customer, coffee, 1);

        Api.Answer answer = customer.delete("/cart/items/" + milk);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("items").size()).isEqualTo(1);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(coffee, 1));
    }

    @Test
    void removingALineThatIsNotThereAnswersWithTheCart() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 2);

        for (String id : List.of(UUID.randomUUID().toString(), "product-uuid", "updatedAt", "lastPlace", "revision")) {
            Api.Answer answer = customer.delete("/cart/items/" + id);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.data().at("/items/0/quantity").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aClearedCartIsEmpty() {
        Api customer = customer();
        add(customer, catalogue.sells("Milk", "2.99"), 2);

        Api.Answer answer = customer.delete("/cart");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("message").asString()).isEqualTo("Cart cleared");
        assertThat(answer.body().has("data")).isFalse();
        assertThat(quantitiesOf(customer)).isEmpty();
        assertThat(customer.delete("/cart").status()).isEqualTo(200);
    }

    @Test
    void aCartLivesADayAfterItsLastChange() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        String key = "cart:{" + customer.userId() + "}";
        List<Supplier<Api.Answer>> changes = List.of(
                () -> add(customer, milk, 2),
                () -> customer.put("/cart/items/" + milk, "{\"quantity\": 5}"),
                () -> customer.delete("/cart/items/" + milk));

        for (Supplier<Api.Answer> change : changes) {
            redis.expire(key, Duration.ofMinutes(1));
            change.get();
            assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);
        }
    }

    @Test
    void everyChangeGivesARevisionThatTheCustomerNeverHadBefore() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        List<Supplier<Api.Answer>> changes = List.of(
                () -> add(customer, milk, 2),
                () -> customer.put("/cart/items/" + milk, "{\"quantity\": 5}"),
                () -> customer.delete("/cart/items/" + milk),
                () -> add(customer, milk, 2),
                () -> customer.delete("/cart"),
                () -> add(customer, milk, 2));
        List<Long> revisions = new ArrayList<>();
        for (Supplier<Api.Answer> change : changes) {
            change.get();
            revisions.add(revisionOf(customer));
        }
        await().until(() -> System.currentTimeMillis() > revisions.getLast());
        redis.delete("cart:{" + customer.userId() + "}"); // as if it had expired
        add(customer, milk, 2);
        revisions.add(revisionOf(customer));

        assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatChangesNothingLeavesTheRevision() {
        Api customer = customer();
        add(customer, catalogue.sells("Milk", "2.99"), 2);
        long before = revisionOf(customer);

        customer.delete("/cart/items/" + UUID.randomUUID());
        customer.put("/cart/items/" + UUID.randomUUID(), "{\"quantity\": 5}");
        customer.get("/cart");

        assertThat(revisionOf(customer)).isEqualTo(before);
    }

    @Test
    void fiftyAdditionsAtOnceAreFiftyRevisions() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        add(customer, milk, 1);
        long before = revisionOf(customer);

        AtOnce.run(50, () -> add(customer, milk, 1));

        assertThat(revisionOf(customer)).isGreaterThanOrEqualTo(before + 50);
    }

    @Test
    void aClearedCartIsKeptForItsRevisionOnly() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        for (int i = 0; i < 3; i++) {
            add(customer, milk, 2);
            customer.delete("/cart");
        }

        assertThat(quantitiesOf(customer)).isEmpty();
        assertThat(redis.opsForHash().keys("cart:{" + customer.userId() + "}"))
                .containsExactlyInAnyOrder("updatedAt", "revision");
    }

    @Test
    void everyChangeAnswersWithTheCartThatIsThen() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");
        UUID coffee = catalogue.sells("Coffee", "19.50");
        List<Supplier<Api.Answer>> changes = List.of(
                () -> add(customer, milk, 2),
                () -> add(customer, coffee, 1),
                () -> add(customer, milk, 98),
                () -> customer.put("/cart/items/" + milk, "{\"quantity\": 5}"),
                () -> customer.delete("/cart/items/" + UUID.randomUUID()),
                () -> customer.put("/cart/items/" + coffee, "{\"quantity\": 0}"),
                () -> customer.delete("/cart/items/" + milk));

        for (Supplier<Api.Answer> change : changes) {
            Api.Answer answer = change.get();
            if (answer.status() == 200) {
                assertThat(answer.data()).isEqualTo(customer.get("/cart").data());
            }
        }
        assertThat(quantitiesOf(customer)).isEmpty();
    }

    @Test
    void aLookDoesNotProlongIt() {
        Api customer = customer();
        add(customer, catalogue.sells("Milk", "2.99"), 2);
        redis.expire("cart:{" + customer.userId() + "}", Duration.ofMinutes(1));

        customer.get("/cart");

        assertThat(redis.getExpire("cart:{" + customer.userId() + "}")).isLessThanOrEqualTo(60);
    }

    @Test
    void fiftyAdditionsAtOnceAllCount() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");

        List<Api.Answer> answers = AtOnce.run(50, () -> add(customer, milk, 1));

        assertThat(answers).extracting(Api.Answer::status).containsOnly(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 50));
    }

    @Test
    void twoTabsAtOnceNeverMakeMoreThan99() {
        Api customer = customer();
        UUID milk = catalogue.sells("Milk", "2.99");

        List<Api.Answer> answers = AtOnce.run(20, () -> add(customer, milk, 10));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(9);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 90));
    }

    @Test
    void differentProductsAtOnceAllCount() {
        Api customer = customer();
        List<UUID> products = IntStream.range(0, 30)
                .mapToObj(i -> catalogue.sells("Product " + i, "1.00"))
                .toList();

        AtOnce.run(products.stream()
                .<Supplier<Api.Answer>>map(product -> () -> add(customer, product, 1))
                .toList());

        assertThat(quantitiesOf(customer).keySet()).containsExactlyInAnyOrderElementsOf(products);
    }

    @Test
    void aStrangerMustSignInFirst() {
        Api.Answer answer = stranger().get("/cart");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("UNAUTHORIZED");
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @Test
    void aForgedTokenIsRefused() {
        Api forger = new Api(stranger().service(), UUID.randomUUID(), "not.a.token");

        assertThat(forger.get("/cart").errorCode()).isEqualTo("INVALID_TOKEN");
    }

    @Test
    void anUnknownRouteAndAWrongMethodAnswerInTheEnvelope() {
        assertThat(customer().get("/cart/nothing").errorCode()).isEqualTo("NOT_FOUND");
        assertThat(customer().put("/cart", "{}").errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(customer().post("/cart/items", "{broken").errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void healthIsPublicAndKnowsItsRedis() {
        Api.Answer answer = stranger().get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("service").asString()).isEqualTo("cart-service");
        assertThat(answer.body().at("/dependencies/redis").asBoolean()).isTrue();
    }
}

package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a customer is told that has changed, how much there is, and what would stop an order. */
class CartChangesIT extends CartServiceTest {

    @Test
    void aChangedPriceIsShownWithTheSeenOneUntilItIsAcknowledged() {
        add(customer, milk, 2);
        catalogue.change(milk, "Milk", "3.49");
        awaitChange(customer, "price");

        JsonNode line = line(customer);
        assertThat(line.get("price").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(line.at("/changes/price/from").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(line.at("/changes/price/to").decimalValue()).isEqualByComparingTo("3.49");
        assertThat(line.get("changes").propertyNames()).containsExactly("price");
        long before = revisionOf(customer);

        JsonNode acknowledged = customer.post("/cart/acknowledge").data();

        assertThat(acknowledged.at("/items/0/price").decimalValue()).isEqualByComparingTo("3.49");
        assertThat(acknowledged.get("total").decimalValue()).isEqualByComparingTo("6.98");
        assertThat(acknowledged.at("/items/0").has("changes")).isFalse();
        assertThat(acknowledged.get("revision").asLong()).isGreaterThan(before);
        assertThat(acknowledged).isEqualTo(customer.get("/cart").data());
    }

    @Test
    void fewerThanInTheCartAreShownUntilItIsAcknowledged() {
        add(customer, milk, 5);
        inventory.has(milk, 3);
        awaitChange(customer, "available");

        JsonNode line = line(customer);
        assertThat(line.get("available").asInt()).isEqualTo(3);
        assertThat(line.at("/changes/available/from").asInt()).isEqualTo(1_000);
        assertThat(line.at("/changes/available/to").asInt()).isEqualTo(3);
        assertThat(line.get("quantity").asInt()).isEqualTo(5);

        customer.post("/cart/acknowledge").hasStatus(200);
        assertThat(line(customer).has("changes")).isFalse();
        assertThat(line(customer).get("available").asInt()).isEqualTo(3);

        inventory.has(milk, 9);
        awaitChange(customer, "available");
        assertThat(line(customer).at("/changes/available/to").asInt()).isEqualTo(9);
    }

    @Test
    void whatIsNotForSaleAnyMoreIsShownUntilItIsAcknowledged() {
        add(customer, milk, 1);
        catalogue.stopSelling(milk);
        awaitChange(customer, "forSale");
        assertThat(line(customer).at("/changes/forSale/to").asBoolean()).isFalse();

        customer.post("/cart/acknowledge").hasStatus(200);
        assertThat(line(customer).has("changes")).isFalse();

        catalogue.change(milk, "Milk", "2.99");
        awaitChange(customer, "forSale");
        assertThat(line(customer).at("/changes/forSale/to").asBoolean()).isTrue();
    }

    @Test
    void onlyThePriceThatWasSeenIsAcknowledged() {
        add(customer, milk, 2);
        catalogue.change(milk, "Milk", "3.49");
        awaitChange(customer, "price");

        acknowledge(milk, "3.29").hasError(409, "CONFLICT");
        assertThat(line(customer).get("price").decimalValue()).isEqualByComparingTo("2.99");
        acknowledge(UUID.randomUUID(), "3.49").hasStatus(200);
        assertThat(line(customer).get("price").decimalValue()).isEqualByComparingTo("2.99");
        acknowledge(milk, "3.49").hasStatus(200);
        assertThat(line(customer).get("price").decimalValue()).isEqualByComparingTo("3.49");
    }

    @Test
    void whereNothingHasChangedAcknowledgingChangesNothing() {
        add(customer, milk, 2);
        JsonNode before = customer.get("/cart").data();

        assertThat(customer.post("/cart/acknowledge").data()).isEqualTo(before);
        customer.post("/cart/acknowledge", "{\"items\": [{\"price\": 1}]}")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("items[0].productId");
        api.asCustomer().post("/cart/acknowledge").hasStatus(200);
    }

    @Test
    void aCartIsShownWithoutWhatNobodyAnswers() {
        add(customer, milk, 2);
        UUID coffee = catalogue.sell("Coffee", "19.50");
        catalogue.goDown();
        inventory.goDown();
        await().until(() -> !line(customer).has("available"));

        JsonNode line = line(customer);
        assertThat(line.propertyNames()).containsExactlyInAnyOrder("productId", "quantity", "price", "name");
        customer.post("/cart/acknowledge").hasStatus(200);
        customer.post("/cart/validate").hasError(503, "SERVICE_ERROR");
        catalogue.recover();
        add(customer, coffee, 99).hasStatus(200);
    }

    @Test
    void aReadAsksEachServiceOnce() {
        List<UUID> products = IntStream.range(0, 30)
                .mapToObj(i -> catalogue.sell("Product " + i, "1.00"))
                .toList();
        products.forEach(product -> add(customer, product, 1));
        await().until(() -> requestsDuring(() -> customer.get("/cart").hasStatus(200)) == 1);
    }

    @Test
    void anInventoryThatHangsDoesNotStopACart() {
        UUID coffee = catalogue.sell("Coffee", "19.50");
        inventory.hang();

        long start = System.nanoTime();
        JsonNode line = add(customer, coffee, 1).data().at("/items/0");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(line.has("available")).isFalse();
        assertThat(line.get("quantity").asInt()).isEqualTo(1);
    }

    @Test
    void whoWantsNoChangesHasNobodyAsked() {
        add(customer, milk, 2);
        catalogue.goDown();
        inventory.goDown();

        JsonNode line = customer.get("/cart?changes=false").data().at("/items/0");

        assertThat(line.propertyNames()).containsExactlyInAnyOrder("productId", "quantity", "price", "name");
        customer.get("/cart?changes=perhaps").hasError(400, "VALIDATION_ERROR").hasFieldError("changes");
    }

    private static int requestsDuring(Runnable action) {
        int before = inventory.requests();
        action.run();
        return inventory.requests() - before;
    }

    @Test
    void noMoreIsPutIntoACartThanThereIs() {
        inventory.has(milk, 5);

        ApiResult refused = add(customer, milk, 93).hasError(409, "INSUFFICIENT_STOCK");
        assertThat(refused.errorDetails().at("/0/productId").asString()).isEqualTo(milk.toString());
        assertThat(refused.errorDetails().at("/0/requested").asInt()).isEqualTo(93);
        assertThat(refused.errorDetails().at("/0/available").asInt()).isEqualTo(5);
        assertThat(quantitiesOf(customer)).isEmpty();

        add(customer, milk, 4).hasStatus(200);
        add(customer, milk, 2).hasError(409, "INSUFFICIENT_STOCK");
        setQuantity(customer, milk, 6).hasError(409, "INSUFFICIENT_STOCK");
        setQuantity(customer, milk, 5).hasStatus(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 5));
    }

    @Test
    void fewerAreAlwaysTaken() {
        add(customer, milk, 9);
        inventory.has(milk, 2);
        awaitChange(customer, "available");

        setQuantity(customer, milk, 7).hasStatus(200);
        setQuantity(customer, milk, 8).hasError(409, "INSUFFICIENT_STOCK");
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 7));
    }

    @Test
    void whatHasJustComeInIsSold() {
        inventory.has(milk, 0);
        add(customer, milk, 1).hasError(409, "INSUFFICIENT_STOCK");

        inventory.has(milk, 1);

        add(customer, milk, 1).hasStatus(200);
    }

    @Test
    void twentyTabsAtOnceGetNoMoreThanThereIs() {
        inventory.has(milk, 7);

        List<ApiResult> answers = AtOnce.run(20, () -> add(customer, milk, 1));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(7);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 7));
    }

    @Test
    void aCartSaysWhatIsMissingToTheLeastThatIsOrdered() {
        JsonNode cart = add(customer, milk, 2).data();
        assertThat(cart.get("minimumOrder").decimalValue()).isEqualByComparingTo("10");
        assertThat(cart.get("missingAmount").decimalValue()).isEqualByComparingTo("4.02");

        assertThat(add(customer, milk, 2).data().get("missingAmount").decimalValue())
                .isZero();
    }

    @Test
    void everythingThatWouldStopAnOrderIsToldLineByLine() {
        UUID coffee = catalogue.sell("Coffee", "1.50");
        UUID bread = catalogue.sell("Bread", "0.99");
        assertThat(validate().at("/problems/0/code").asString()).isEqualTo("CART_EMPTY");
        add(customer, milk, 2);
        add(customer, coffee, 1);
        add(customer, bread, 1);
        catalogue.change(milk, "Milk", "3.49");
        catalogue.stopSelling(bread);
        inventory.has(milk, 1);
        inventory.has(coffee, 0);
        await().until(() -> validate().get("problems").size() == 5);

        JsonNode result = validate();

        assertThat(result.get("valid").asBoolean()).isFalse();
        assertThat(result.get("revision").asLong()).isEqualTo(revisionOf(customer));
        assertThat(result.get("problems")
                        .valueStream()
                        .map(problem -> problem.get("code").asString() + " "
                                + problem.path("productId").asString("")))
                .containsExactly(
                        "PRICE_CHANGED " + milk,
                        "SHORT_STOCK " + milk,
                        "SHORT_STOCK " + coffee,
                        "NOT_FOR_SALE " + bread,
                        "BELOW_MINIMUM ");
        assertThat(result.at("/problems/0/cartPrice").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(result.at("/problems/0/currentPrice").decimalValue()).isEqualByComparingTo("3.49");
        assertThat(result.at("/problems/1/requested").asInt()).isEqualTo(2);
        assertThat(result.at("/problems/1/available").asInt()).isEqualTo(1);
        assertThat(result.at("/problems/4/minimumOrder").decimalValue()).isEqualByComparingTo("10");
        assertThat(result.at("/problems/4/missingAmount").decimalValue()).isEqualByComparingTo("1.53");
    }

    @Test
    void whatCanBeOrderedIsValid() {
        add(customer, milk, 4);

        assertThat(validate().get("valid").asBoolean()).isTrue();
        assertThat(validate().get("problems").isEmpty()).isTrue();
    }

    private JsonNode validate() {
        return customer.post("/cart/validate").data();
    }

    private ApiResult acknowledge(UUID productId, String price) {
        return customer.post(
                "/cart/acknowledge",
                "{\"items\": [{\"productId\": \"%s\", \"price\": %s}]}".formatted(productId, price));
    }

    private static JsonNode line(ApiClient customer) {
        return customer.get("/cart").data().at("/items/0");
    }

    /** What services know of each other is a moment old. */
    private static void awaitChange(ApiClient customer, String kind) {
        await().until(() -> line(customer).path("changes").has(kind));
    }
}

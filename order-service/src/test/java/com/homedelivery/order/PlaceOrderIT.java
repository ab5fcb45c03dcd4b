package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class PlaceOrderIT extends OrderServiceTest {

    @Test
    void makesAnOrderOfTheCartAndPublishesThat() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        var coffee = putInCart(customer, "Coffee", 1, "19.50");

        ApiResult answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                                     "coordinates": {"lat": 40.7128, "lng": -74.0060}},
                 "paymentMethod": "upi", "notes": "Second floor", "somethingNew": true}
                """);

        answer.hasStatus(201);
        JsonNode order = answer.data();
        UUID id = UUID.fromString(order.get("id").asString());
        assertThat(id.version()).isEqualTo(7);
        assertThat(order.get("userId").asString()).isEqualTo(customer.userId().toString());
        assertThat(order.get("status").asString()).isEqualTo("PENDING");
        assertThat(order.get("totalAmount").decimalValue()).isEqualByComparingTo("25.48");
        assertThat(order.get("items").size()).isEqualTo(2);
        assertThat(order.at("/items/0/productId").asString())
                .isEqualTo(milk.id().toString());
        assertThat(order.at("/items/0/quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/items/0/price").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(order.at("/items/1/name").asString()).isEqualTo("Coffee");
        assertThat(order.at("/deliveryAddress/zipCode").asString()).isEqualTo("10001");
        assertThat(order.at("/deliveryAddress/coordinates/lng").asDouble()).isEqualTo(-74.0060);
        assertThat(order.get("paymentId").isNull()).isTrue();
        assertThat(order.get("deliveryId").isNull()).isTrue();
        assertThat(order.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        assertThat(inventory.reservationOf(id)).isEqualTo(Map.of(milk.id(), 2, coffee.id(), 1));
        OrderCreated created =
                (OrderCreated) published.awaitExactly(id, OrderCreated.class).getFirst();
        assertThat(created.userId()).isEqualTo(customer.userId());
        assertThat(created.cartRevision()).isEqualTo(2);
        assertThat(created.paymentMethod()).isEqualTo("upi");
        assertThat(created.totalAmount()).isEqualByComparingTo("25.48");
        assertThat(created.items())
                .containsExactly(
                        new Item(milk.id(), "Milk", 2, new BigDecimal("2.99")),
                        new Item(coffee.id(), "Coffee", 1, new BigDecimal("19.50")));
        assertThat(created.deliveryAddress())
                .isEqualTo(new Address(
                        "123 Main St", "New York", "NY", "10001", new GeoPoint(40.7128, -74.0060), null, null));
    }

    @Test
    void answersWithExactlyTheFieldsOfTheContract() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 1, "2.99");

        assertThat(order(customer).data().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "userId",
                        "status",
                        "items",
                        "totalAmount",
                        "deliveryAddress",
                        "paymentId",
                        "deliveryId",
                        "createdAt",
                        "updatedAt",
                        "itemsTotal",
                        "discounts",
                        "deliveryFee",
                        "smallOrderFee",
                        "tax",
                        "tip",
                        "eta");
    }

    @Test
    void refusesAnEmptyCart() {
        order(api.asCustomer()).hasError(400, "ORDER_FAILED");
    }

    @Test
    void refusesAChangedPriceAndReservesNothing() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, 1, "2.99", products.add("Milk", "3.49", true));

        ApiResult answer = order(customer);

        answer.hasError(400, "ORDER_FAILED");
        JsonNode problem = answer.errorDetails().at("/0");
        assertThat(problem.get("productId").asString()).isEqualTo(milk.id().toString());
        assertThat(problem.get("reason").asString()).isEqualTo("PRICE_CHANGED");
        assertThat(problem.get("cartPrice").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(problem.get("currentPrice").decimalValue()).isEqualByComparingTo("3.49");
        assertThat(problem.has("available")).isFalse();
        assertThat(inventory.stockOf(milk)).isEqualTo(1000);
    }

    @Test
    void refusesAProductThatIsNoLongerForSale() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, 1, "2.99", products.add("Milk", "2.99", false));

        ApiResult answer = order(customer);

        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        assertThat(answer.errorDetails().at("/0/reason").asString()).isEqualTo("NOT_FOR_SALE");
    }

    @Test
    void namesTheLinesThatAreShort() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 5, "2.99");
        putInCart(customer, "Coffee", 1, "19.50");
        inventory.setStock(milk, 3);

        ApiResult answer = order(customer);

        answer.hasError(400, "ORDER_FAILED");
        assertThat(answer.errorDetails().size()).isEqualTo(1);
        JsonNode problem = answer.errorDetails().at("/0");
        assertThat(problem.get("productId").asString()).isEqualTo(milk.id().toString());
        assertThat(problem.get("requested").asInt()).isEqualTo(5);
        assertThat(problem.get("available").asInt()).isEqualTo(3);
        assertThat(customer.get("/orders").data().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "product", "inventory"})
    void answersServiceErrorWhileAnotherServiceIsDown(String service) {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 1, "2.99");
        switch (service) {
            case "cart" -> carts.service().goDown();
            case "product" -> products.service().goDown();
            default -> inventory.service().goDown();
        }

        ApiResult answer = order(customer);

        answer.hasError(503, "SERVICE_ERROR");
        assertThat(answer.body().toString()).doesNotContain("localhost", "Exception");
    }

    @Test
    void releasesStockWhenTheOrderCannotBeSaved() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        jdbc.sql("""
                create or replace function refuse_order() returns trigger language plpgsql as
                $$ begin raise exception 'refused for the test'; end $$
                """).update();
        jdbc.sql("create trigger refuse before insert on orders for each row when (new.notes = 'refuse me')"
                        + " execute function refuse_order()")
                .update();
        try {
            ApiResult answer =
                    customer.withHeader("Idempotency-Key", "refused-once").post("/orders", """
                    {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "10001"}, "notes": "refuse me"}
                    """);

            answer.hasStatus(500);
            assertThat(answer.body().toString()).doesNotContain("refused for the test");
        } finally {
            jdbc.sql("drop trigger refuse on orders").update();
        }
        assertThat(inventory.stockOf(milk)).isEqualTo(1000);
        assertThat(customer.get("/orders").data().isEmpty()).isTrue();
        assertThat(order(customer.withHeader("Idempotency-Key", "refused-once")).status())
                .isEqualTo(201);
    }

    @Test
    void releasesStockWhenItIsUnknownWhetherItWasReserved() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        inventory.service().loseResponses();

        ApiResult answer = order(customer);

        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(inventory.stockOf(milk)).isEqualTo(1000);
    }

    /** Again until the time is enough to get as far as the reservation: a busy machine may need more. */
    @Test
    void releasesStockEvenIfTheCustomerWaitsNoLonger() {
        long before = inventory.releaseRequests();
        inventory.holdReservations();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            ApiClient customer = customerWithMilk();
            ApiResult answer = order(customer.withHeader(RequestDeadline.HEADER, "2000"));
            answer.hasStatus(503);
            return inventory.releaseRequests() > before;
        });
    }

    @Test
    void ordersNothingWhenNoTimeIsLeft() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");

        ApiResult answer = order(customer.withHeader(RequestDeadline.HEADER, "0"));

        answer.hasError(503, "SERVICE_ERROR");
        assertThat(inventory.stockOf(milk)).isEqualTo(1000);
        assertThat(customer.get("/orders").data().size()).isZero();
    }

    @Test
    void givesTheSameOrderForTheSameKey() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");

        ApiResult first = order(customer.withHeader("Idempotency-Key", "k-1"));
        ApiResult second = order(customer.withHeader("Idempotency-Key", "k-1"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.data().get("id")).isEqualTo(first.data().get("id"));
        assertThat(inventory.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void refusesTheSameKeyForAnotherRequest() {
        ApiClient customer = customerWithMilk();
        order(customer.withHeader("Idempotency-Key", "k-2"));

        ApiResult answer = customer.withHeader("Idempotency-Key", "k-2").post("/orders", """
                {"deliveryAddress": {"street": "Elsewhere", "city": "C", "state": "S", "zipCode": "Z"}}
                """);

        answer.hasError(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keepsTheKeysOfCustomersApart() {
        ApiClient one = api.asCustomer();
        ApiClient other = api.asCustomer();
        putInCart(one, "Milk", 2, "2.99");
        putInCart(other, "Milk", 2, "2.99");

        assertThat(order(one.withHeader("Idempotency-Key", "k-3")).data().get("id"))
                .isNotEqualTo(
                        order(other.withHeader("Idempotency-Key", "k-3")).data().get("id"));
    }

    @Test
    void makesOneOrderForTheSameKeyManyTimesAtOnce() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");

        List<ApiResult> answers = AtOnce.run(8, () -> order(customer.withHeader("Idempotency-Key", "k-4")));

        assertThat(answers).extracting(ApiResult::status).containsOnly(201, 409).contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.data().get("id"))
                        .distinct())
                .hasSize(1);
        assertThat(inventory.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void makesOneOrderForSeveralRequestsForOneCart() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");

        List<ApiResult> answers = AtOnce.run(6, () -> order(customer));

        assertThat(answers).extracting(ApiResult::status).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.data().get("id")).distinct())
                .hasSize(1);
        assertThat(inventory.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void makesOneOrderOfTheLastUnitsForSeveralRequests() {
        for (int round = 0; round < 5; round++) {
            ApiClient customer = api.asCustomer();
            var milk = putInCart(customer, "Milk", 2, "2.99");
            inventory.setStock(milk, 2);

            List<ApiResult> answers = AtOnce.run(6, () -> order(customer));

            assertThat(answers).extracting(ApiResult::status).containsOnly(201);
            assertThat(answers.stream().map(answer -> answer.data().get("id")).distinct())
                    .hasSize(1);
            assertThat(inventory.stockOf(milk)).isZero();
        }
    }

    /** However long the first takes to save its order, no other is refused because the last units are gone. */
    @Test
    void letsTheSecondRequestForOneCartWaitForTheFirst(@Autowired TransactionTemplate transaction) {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        inventory.setStock(milk, 2);

        CompletableFuture<List<ApiResult>> answers = transaction.execute(_ -> {
            jdbc.sql("lock table orders in exclusive mode").update();
            var asked = CompletableFuture.supplyAsync(
                    () -> AtOnce.run(2, () -> order(customer)), Thread::startVirtualThread);
            await().until(() -> isLockedForASecond(customer));
            return asked;
        });

        assertThat(answers.join()).extracting(ApiResult::status).containsOnly(201);
        assertThat(inventory.stockOf(milk)).isZero();
    }

    private boolean isLockedForASecond(ApiClient customer) {
        return redis.keys("order-service:cart-being-ordered:" + customer.userId() + ":*").stream()
                .anyMatch(key -> redis.getExpire(key, TimeUnit.MILLISECONDS) < 14_000);
    }

    @Test
    void givesTheSameOrderForAnotherKeyAndTheSameCart() {
        ApiClient customer = customerWithMilk();
        JsonNode first =
                order(customer.withHeader("Idempotency-Key", "k-5")).data().get("id");

        JsonNode second =
                order(customer.withHeader("Idempotency-Key", "k-6")).data().get("id");
        carts.renew(customer);
        JsonNode third =
                order(customer.withHeader("Idempotency-Key", "k-6")).data().get("id");

        assertThat(List.of(second, third)).containsOnly(first);
    }

    @Test
    void refusesToOrderTheSameCartToAnotherAddress() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        JsonNode first = order(customer).data().get("id");

        ApiResult answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "Elsewhere", "city": "New York", "state": "NY", "zipCode": "10002"}}
                """);

        answer.hasError(400, "ORDER_FAILED");
        assertThat(answer.errorDetails().at("/reason").asString()).isEqualTo("CART_ALREADY_ORDERED");
        assertThat(answer.errorDetails().at("/orderId")).isEqualTo(first);
        assertThat(inventory.stockOf(milk)).isEqualTo(998);
    }

    @Test
    void refusesTheSameCartAfterItsOrderWasCancelled() {
        ApiClient customer = customerWithMilk();
        UUID first = order(customer).id();
        cancel(customer, first);

        assertThat(order(customer).errorDetails().at("/reason").asString()).isEqualTo("CART_ALREADY_ORDERED");

        carts.renew(customer);
        assertThat(order(customer).id()).isNotEqualTo(first);
    }

    @Test
    void refusesAnAddressOutsideOfTheServiceAreaAndReservesNothing() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");

        ApiResult answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "1-1 Chiyoda", "city": "Tokyo", "state": "Tokyo", "zipCode": "100-0001",
                                     "coordinates": {"lat": 35.6852, "lng": 139.7528}}}
                """);

        answer.hasError(400, "ORDER_FAILED");
        assertThat(answer.errorDetails().at("/reason").asString()).isEqualTo("OUT_OF_AREA");
        assertThat(inventory.stockOf(milk)).isEqualTo(1000);
        assertThat(order(customer).status()).isEqualTo(201);
    }

    @Test
    void findsTheCoordinatesOfAnAddressByItsZipCode() {
        ApiClient customer = customerWithMilk();

        JsonNode order = customer.post("/orders", """
                {"deliveryAddress": {"street": "350 Broadway", "city": "New York", "state": "NY", "zipCode": "10013"}}
                """).data();

        assertThat(order.at("/deliveryAddress/coordinates/lat").asDouble()).isEqualTo(40.7201);
        assertThat(order.at("/deliveryAddress/coordinates/lng").asDouble()).isEqualTo(-74.0050);
    }

    @Test
    void refusesAnAddressWithoutCoordinatesAndKnownZipCode() {
        ApiResult answer = customerWithMilk().post("/orders", """
                {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "Z"}}
                """);

        assertThat(answer.errorDetails().at("/reason").asString()).isEqualTo("OUT_OF_AREA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                        | deliveryAddress
            {"deliveryAddress": {"city": "C", "state": "S", "zipCode": "Z"}}                           | deliveryAddress.street
            {"deliveryAddress": {"street": " ", "city": "C", "state": "S", "zipCode": "Z"}}             | deliveryAddress.street
            {"deliveryAddress": {"street": 7, "city": "C", "state": "S", "zipCode": "Z"}}               | deliveryAddress.street
            {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "Z", "coordinates": {"lat": 91, "lng": 0}}} | deliveryAddress.coordinates.lat
            {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "Z", "coordinates": {"lng": 0}}} | deliveryAddress.coordinates.lat
            """)
    void refusesAnInvalidAddressByItsField(String json, String field) {
        ApiResult answer = api.asCustomer().post("/orders", json);

        answer.hasError(400, "VALIDATION_ERROR");
        answer.hasFieldError(field);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        ApiResult answer = order(api.asCustomer().withHeader("Idempotency-Key", "x".repeat(256)));

        answer.hasStatus(400);
        answer.hasFieldError("Idempotency-Key");
    }

    @Test
    void refusesBrokenJsonInTheEnvelope() {
        ApiResult answer = api.asCustomer().post("/orders", "{\"deliveryAddress\": ");

        answer.hasError(400, "VALIDATION_ERROR");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void requiresSigningIn() {
        ApiResult answer = order(api);

        answer.hasError(401, "UNAUTHORIZED");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void letsARiderOrderToo() {
        ApiClient rider = api.asRider();
        putInCart(rider, "Milk", 1, "2.99");

        assertThat(order(rider).status()).isEqualTo(201);
    }
}

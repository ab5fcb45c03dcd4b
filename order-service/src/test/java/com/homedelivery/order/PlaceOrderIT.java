package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.Role;
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
    void anOrderIsMadeOfTheCartAndAnnounced() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        var coffee = neighbours.inCartOf(customer, "Coffee", 1, "19.50");

        Api.Answer answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                                     "coordinates": {"lat": 40.7128, "lng": -74.0060}},
                 "paymentMethod": "upi", "notes": "Second floor", "somethingNew": true}
                """);

        assertThat(answer.status()).isEqualTo(201);
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

        assertThat(neighbours.reservationOf(id)).isEqualTo(Map.of(milk.id(), 2, coffee.id(), 1));
        OrderCreated created =
                (OrderCreated) awaitTold(id, List.of(OrderCreated.class)).getFirst();
        assertThat(created.userId()).isEqualTo(customer.userId());
        assertThat(created.cartRevision()).isEqualTo(2);
        assertThat(created.paymentMethod()).isEqualTo("upi");
        assertThat(created.totalAmount()).isEqualByComparingTo("25.48");
        assertThat(created.items())
                .containsExactly(
                        new Item(milk.id(), "Milk", 2, new BigDecimal("2.99")),
                        new Item(coffee.id(), "Coffee", 1, new BigDecimal("19.50")));
        assertThat(created.deliveryAddress())
                .isEqualTo(new Address("123 Main St", "New York", "NY", "10001", new GeoPoint(40.7128, -74.0060)));
    }

    @Test
    void anOrderHasExactlyTheFieldsOfTheContract() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 1, "2.99");

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
                        "updatedAt");
    }

    @Test
    void anEmptyCartCannotBeOrdered() {
        Api.Answer answer = order(customer());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
    }

    @Test
    void aChangedPriceIsToldAndNothingReserved() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 1, "2.99", "3.49", true);

        Api.Answer answer = order(customer);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        JsonNode problem = answer.body().at("/error/details/0");
        assertThat(problem.get("productId").asString()).isEqualTo(milk.id().toString());
        assertThat(problem.get("reason").asString()).isEqualTo("PRICE_CHANGED");
        assertThat(problem.get("cartPrice").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(problem.get("currentPrice").decimalValue()).isEqualByComparingTo("3.49");
        assertThat(problem.has("available")).isFalse();
        assertThat(neighbours.stockOf(milk)).isEqualTo(1000);
    }

    @Test
    void aProductThatIsNoLongerForSaleCannotBeOrdered() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 1, "2.99", "2.99", false);

        Api.Answer answer = order(customer);

        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        assertThat(answer.body().at("/error/details/0/reason").asString()).isEqualTo("NOT_FOR_SALE");
    }

    @Test
    void shortLinesAreTold() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 5, "2.99");
        neighbours.inCartOf(customer, "Coffee", 1, "19.50");
        neighbours.stockOf(milk, 3);

        Api.Answer answer = order(customer);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        assertThat(answer.body().at("/error/details").size()).isEqualTo(1);
        JsonNode problem = answer.body().at("/error/details/0");
        assertThat(problem.get("productId").asString()).isEqualTo(milk.id().toString());
        assertThat(problem.get("requested").asInt()).isEqualTo(5);
        assertThat(problem.get("available").asInt()).isEqualTo(3);
        assertThat(customer.get("/orders").data().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "product", "inventory"})
    void aNeighbourThatDoesNotAnswerIsAServiceError(String neighbour) {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 1, "2.99");
        neighbours.takeDown(neighbour);

        Api.Answer answer = order(customer);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(answer.body().toString()).doesNotContain("localhost", "Exception");
    }

    @Test
    void stockIsGivenBackWhenTheOrderCannotBeKept() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        jdbc.sql("""
                create or replace function refuse_order() returns trigger language plpgsql as
                $$ begin raise exception 'refused for the test'; end $$
                """).update();
        jdbc.sql("create trigger refuse before insert on orders for each row when (new.notes = 'refuse me')"
                        + " execute function refuse_order()")
                .update();
        try {
            Api.Answer answer = customer.post("/orders", """
                    {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "10001"}, "notes": "refuse me"}
                    """, "Idempotency-Key", "refused-once");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().toString()).doesNotContain("refused for the test");
        } finally {
            jdbc.sql("drop trigger refuse on orders").update();
        }
        assertThat(neighbours.stockOf(milk)).isEqualTo(1000);
        assertThat(customer.get("/orders").data().isEmpty()).isTrue();
        assertThat(order(customer, "Idempotency-Key", "refused-once").status()).isEqualTo(201);
    }

    @Test
    void stockIsGivenBackWhenItIsNotKnownWhetherItWasReserved() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        neighbours.loseAnswersToReservations();

        Api.Answer answer = order(customer);

        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(neighbours.stockOf(milk)).isEqualTo(1000);
    }

    /** Again until the time is enough to get as far as the reservation: a busy machine may need more. */
    @Test
    void stockIsGivenBackEvenIfTheCustomerWaitsNoLonger() {
        int before = neighbours.releasesAskedFor();
        neighbours.holdUpReservations();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Api customer = customer();
            neighbours.inCartOf(customer, "Milk", 2, "2.99");
            Api.Answer answer = order(customer, RequestDeadline.HEADER, "2000");
            assertThat(answer.status()).isEqualTo(503);
            return neighbours.releasesAskedFor() > before;
        });
    }

    @Test
    void whoHasNoTimeLeftOrdersNothing() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");

        Api.Answer answer = order(customer, RequestDeadline.HEADER, "0");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(neighbours.stockOf(milk)).isEqualTo(1000);
        assertThat(customer.get("/orders").data().size()).isZero();
    }

    @Test
    void theSameKeyGivesTheSameOrder() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");

        Api.Answer first = order(customer, "Idempotency-Key", "k-1");
        Api.Answer second = order(customer, "Idempotency-Key", "k-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.data().get("id")).isEqualTo(first.data().get("id"));
        assertThat(neighbours.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 2, "2.99");
        order(customer, "Idempotency-Key", "k-2");

        Api.Answer answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "Elsewhere", "city": "C", "state": "S", "zipCode": "Z"}}
                """, "Idempotency-Key", "k-2");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorCode()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void theSameKeyOfAnotherCustomerIsAnotherKey() {
        Api one = customer();
        Api other = customer();
        neighbours.inCartOf(one, "Milk", 2, "2.99");
        neighbours.inCartOf(other, "Milk", 2, "2.99");

        assertThat(order(one, "Idempotency-Key", "k-3").data().get("id"))
                .isNotEqualTo(order(other, "Idempotency-Key", "k-3").data().get("id"));
    }

    @Test
    void theSameKeyManyTimesAtOnceGivesOneOrder() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");

        List<Api.Answer> answers = AtOnce.run(8, () -> order(customer, "Idempotency-Key", "k-4"));

        assertThat(answers)
                .extracting(Api.Answer::status)
                .containsOnly(201, 409)
                .contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.data().get("id"))
                        .distinct())
                .hasSize(1);
        assertThat(neighbours.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void twoRequestsForOneCartAreOneOrder() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");

        List<Api.Answer> answers = AtOnce.run(6, () -> order(customer));

        assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.data().get("id")).distinct())
                .hasSize(1);
        assertThat(neighbours.stockOf(milk)).isEqualTo(998);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void theLastUnitsAreEnoughForTwoRequestsForOneCart() {
        for (int round = 0; round < 5; round++) {
            Api customer = customer();
            var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
            neighbours.stockOf(milk, 2);

            List<Api.Answer> answers = AtOnce.run(6, () -> order(customer));

            assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
            assertThat(answers.stream().map(answer -> answer.data().get("id")).distinct())
                    .hasSize(1);
            assertThat(neighbours.stockOf(milk)).isZero();
        }
    }

    /** However long it takes the first to write its order down, nobody is told that the last units are gone. */
    @Test
    void theSecondRequestForOneCartWaitsForTheFirst(@Autowired TransactionTemplate transaction) {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        neighbours.stockOf(milk, 2);

        CompletableFuture<List<Api.Answer>> answers = transaction.execute(_ -> {
            jdbc.sql("lock table orders in exclusive mode").update();
            var asked = CompletableFuture.supplyAsync(
                    () -> AtOnce.run(2, () -> order(customer)), Thread::startVirtualThread);
            await().until(() -> isBeingOrderedForASecond(customer));
            return asked;
        });

        assertThat(answers.join()).extracting(Api.Answer::status).containsOnly(201);
        assertThat(neighbours.stockOf(milk)).isZero();
    }

    private boolean isBeingOrderedForASecond(Api customer) {
        return redis.keys("order-service:cart-being-ordered:" + customer.userId() + ":*").stream()
                .anyMatch(key -> redis.getExpire(key, TimeUnit.MILLISECONDS) < 14_000);
    }

    @Test
    void anotherKeyForTheSameCartGivesTheSameOrderForGood() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 2, "2.99");
        JsonNode first = order(customer, "Idempotency-Key", "k-5").data().get("id");

        JsonNode second = order(customer, "Idempotency-Key", "k-6").data().get("id");
        neighbours.changeCartOf(customer);
        JsonNode third = order(customer, "Idempotency-Key", "k-6").data().get("id");

        assertThat(List.of(second, third)).containsOnly(first);
    }

    @Test
    void aCartThatIsOrderedCannotBeOrderedToAnotherAddress() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        JsonNode first = order(customer).data().get("id");

        Api.Answer answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "Elsewhere", "city": "New York", "state": "NY", "zipCode": "10002"}}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        assertThat(answer.body().at("/error/details/reason").asString()).isEqualTo("CART_ALREADY_ORDERED");
        assertThat(answer.body().at("/error/details/orderId")).isEqualTo(first);
        assertThat(neighbours.stockOf(milk)).isEqualTo(998);
    }

    @Test
    void aCartWhoseOrderWasCancelledMustBeFilledAnew() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 2, "2.99");
        String first = order(customer).data().get("id").asString();
        customer.post("/orders/" + first + "/cancel", "{}");

        assertThat(order(customer).body().at("/error/details/reason").asString())
                .isEqualTo("CART_ALREADY_ORDERED");

        neighbours.changeCartOf(customer);
        assertThat(order(customer).data().get("id").asString()).isNotEqualTo(first);
    }

    @Test
    void anAddressOutsideOfTheServiceAreaIsRefusedBeforeAnythingIsReserved() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");

        Api.Answer answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "1-1 Chiyoda", "city": "Tokyo", "state": "Tokyo", "zipCode": "100-0001",
                                     "coordinates": {"lat": 35.6852, "lng": 139.7528}}}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
        assertThat(answer.body().at("/error/details/reason").asString()).isEqualTo("OUT_OF_AREA");
        assertThat(neighbours.stockOf(milk)).isEqualTo(1000);
        assertThat(order(customer).status()).isEqualTo(201);
    }

    @Test
    void anAddressWithoutCoordinatesIsWhereItsZipCodeIs() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 2, "2.99");

        JsonNode order = customer.post("/orders", """
                {"deliveryAddress": {"street": "350 Broadway", "city": "New York", "state": "NY", "zipCode": "10013"}}
                """).data();

        assertThat(order.at("/deliveryAddress/coordinates/lat").asDouble()).isEqualTo(40.7201);
        assertThat(order.at("/deliveryAddress/coordinates/lng").asDouble()).isEqualTo(-74.0050);
    }

    @Test
    void anAddressThatNobodyCanPlaceIsRefused() {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 2, "2.99");

        Api.Answer answer = customer.post("/orders", """
                {"deliveryAddress": {"street": "1", "city": "C", "state": "S", "zipCode": "Z"}}
                """);

        assertThat(answer.body().at("/error/details/reason").asString()).isEqualTo("OUT_OF_AREA");
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
    void whatIsNoAddressIsRefusedByItsField(String json, String field) {
        Api.Answer answer = customer().post("/orders", json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo(field);
    }

    @Test
    void aKeyMustBeReadable() {
        Api.Answer answer = order(customer(), "Idempotency-Key", "x".repeat(256));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void brokenJsonIsRefusedInTheEnvelope() {
        Api.Answer answer = customer().post("/orders", "{\"deliveryAddress\": ");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @Test
    void aStrangerMustSignInFirst() {
        Api.Answer answer = order(stranger());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("UNAUTHORIZED");
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @Test
    void aRiderMayOrderToo() {
        Api rider = somebody(Role.RIDER);
        neighbours.inCartOf(rider, "Milk", 1, "2.99");

        assertThat(order(rider).status()).isEqualTo(201);
    }
}

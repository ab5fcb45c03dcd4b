package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.Shop.awaitStatus;
import static com.homedelivery.systemtests.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.LiveTracking;
import com.homedelivery.systemtests.people.Rider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole road, once, as clients see it. */
class OrderJourneyIT extends SystemTest {

    @Test
    void anOrderGoesFromCartToDoorstep() {
        int deliveredBefore = shop.admin().summary().at("/delivered").asInt();
        JsonNode apples = shop.product(10);
        String productId = apples.path("id").asString();
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();

        customer.addToCart(apples, 2).expect(200);
        assertThat(customer.cart().path("total").decimalValue()).isEqualByComparingTo("5.00");

        JsonNode order = customer.order().expect(201).data();
        String orderId = order.path("id").asString();
        assertThat(order.path("status").asString()).isEqualTo("PENDING");
        assertThat(order.path("paymentId").isNull()).isTrue();
        assertThat(order.path("deliveryId").isNull()).isTrue();
        assertThat(shop.admin().stockOf(productId).path("available").asInt()).isEqualTo(8);
        await("the ordered lines leave the cart")
                .untilAsserted(() -> assertThat(customer.cart().path("items")).isEmpty());

        try (LiveTracking riderLine = LiveTracking.connect(rider);
                LiveTracking customerLine = LiveTracking.connect(customer)) {
            riderLine.awaitOffers(_ -> {});
            JsonNode payment = customer.pay(orderId, new BigDecimal("5.00"), "credit_card")
                    .expect(201)
                    .data();
            assertThat(payment.path("status").asString()).isEqualTo("PENDING");
            awaitStatus(customer, orderId, "CONFIRMED");
            assertThat(customer.paymentOf(payment.path("id").asString())
                            .data()
                            .path("status")
                            .asString())
                    .isEqualTo("SUCCESS");

            JsonNode offer = eventually(() -> first(riderLine.messages(), "orderId", orderId));
            String deliveryId = offer.path("deliveryId").asString();
            rider.accept(deliveryId).expect(200);
            awaitStatus(customer, orderId, "PROCESSING");

            customerLine.follow(orderId, _ -> {});
            await("the present state comes first")
                    .until(() -> statuses(customerLine).contains("ASSIGNED"));
            rider.pickUp(deliveryId).expect(200);
            awaitStatus(customer, orderId, "SHIPPED");
            riderLine.sendLocation(deliveryId, 40.7150, -74.0040);
            await("the customer sees the rider move")
                    .untilAsserted(() -> assertThat(customerLine.messages()).anySatisfy(message -> {
                        assertThat(message.path("type").asString()).isEqualTo("location-update");
                        assertThat(message.at("/location/lat").asDouble()).isEqualTo(40.7150);
                    }));

            JsonNode track = customer.track(orderId).expect(200).data();
            assertThat(rider.get("/api/deliveries/" + orderId + "/track")
                            .expect(200)
                            .data()
                            .has("otp"))
                    .isFalse();
            rider.deliver(deliveryId, track.path("otp").asString()).expect(200);
            awaitStatus(customer, orderId, "DELIVERED");
            await("the customer sees that it has come")
                    .untilAsserted(() -> assertThat(statuses(customerLine)).contains("PICKED_UP", "DELIVERED"));
        }

        JsonNode delivered = customer.orderOf(orderId);
        assertThat(delivered.path("paymentId").asString()).isNotEmpty();
        assertThat(delivered.path("deliveryId").asString()).isNotEmpty();
        assertThat(StreamSupport.stream(customer.timelineOf(orderId).spliterator(), false)
                        .map(entry -> entry.path("status").asString())
                        .distinct())
                .containsExactly("PENDING", "CONFIRMED", "PROCESSING", "SHIPPED", "DELIVERED");
        await("the stock is committed").untilAsserted(() -> {
            JsonNode stock = shop.admin().stockOf(productId);
            assertThat(stock.path("quantity").asInt()).isEqualTo(8);
            assertThat(stock.path("reserved").asInt()).isZero();
        });
        JsonNode mail = eventually(() -> Optional.of(customer.notifications())
                .flatMap(mails -> first(mails, "template", "order-delivered"))
                .filter(sent -> sent.path("status").asString().equals("SENT")));
        assertThat(mail.path("subject").asString()).isNotBlank();
        await("analytics counts it")
                .untilAsserted(
                        () -> assertThat(shop.admin().summary().at("/delivered").asInt())
                                .isGreaterThan(deliveredBefore));
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    private static List<String> statuses(LiveTracking line) {
        return line.messages().stream()
                .filter(message -> message.path("type").asString().equals("status-update"))
                .map(message -> message.path("status").asString())
                .toList();
    }

    private static Optional<JsonNode> first(Iterable<JsonNode> nodes, String field, String value) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.path(field).asString().equals(value))
                .findFirst();
    }
}

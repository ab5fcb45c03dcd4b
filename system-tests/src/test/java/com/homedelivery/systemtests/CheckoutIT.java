package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.Shop.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can go wrong between the cart and the payment, and what the customer is told. */
class CheckoutIT extends SystemTest {

    @Test
    void anEmptyCartIsNoOrder() {
        assertThat(shop.customer().order().expect(400).errorCode()).isEqualTo("ORDER_FAILED");
    }

    @Test
    void shortStockNamesTheShortLineAndTakesNothing() {
        JsonNode plenty = shop.product(50);
        JsonNode few = shop.product(3);
        Customer customer = shop.customer();
        customer.addToCart(plenty, 5).expect(200);
        customer.addToCart(few, 3).expect(200);
        shop.order(shop.customer(), few, 1);

        Answer refused = customer.order().expect(400);

        assertThat(refused.errorCode()).isEqualTo("ORDER_FAILED");
        JsonNode details = refused.body().at("/error/details");
        assertThat(details).hasSize(1);
        assertThat(details.at("/0/productId").asString())
                .isEqualTo(few.path("id").asString());
        assertThat(details.at("/0/available").asInt()).isEqualTo(2);
        assertThat(available(plenty)).isEqualTo(50);
        assertThat(customer.cart().path("items")).hasSize(2);
    }

    @Test
    void aChangedPriceIsNotChargedUnseen() {
        JsonNode apples = shop.product(5);
        Customer customer = shop.customer();
        customer.addToCart(apples, 1).expect(200);
        shop.admin()
                .put(
                        "/api/products/" + apples.path("id").asString(),
                        Map.of(
                                "name",
                                apples.path("name").asString(),
                                "category",
                                "Specials",
                                "price",
                                new BigDecimal("9.99")))
                .expect(200);

        assertThat(customer.order().expect(400).errorCode()).isEqualTo("ORDER_FAILED");
    }

    @Test
    void theCataloguesPriceWinsOverTheClients() {
        JsonNode apples = shop.product(5);
        Customer customer = shop.customer();
        JsonNode cart = customer.post(
                        "/api/cart/items",
                        Map.of(
                                "productId",
                                apples.path("id").asString(),
                                "quantity",
                                2,
                                "price",
                                0.01,
                                "name",
                                "Cheap"))
                .expect(200)
                .data();
        assertThat(cart.path("total").decimalValue()).isEqualByComparingTo("5.00");
    }

    @Test
    void aDeclinedPaymentLeavesTheOrderPendingAndTheNextOnePays() {
        Customer customer = shop.customer();
        JsonNode order = shop.order(customer, shop.product(5), 2);
        String orderId = order.path("id").asString();
        String declined = shop.pay(customer, orderId, "5.00", "test_decline");
        await("the payment is declined")
                .until(() -> customer.statusOfPayment(declined).equals("FAILED"));
        assertThat(customer.statusOf(orderId)).isEqualTo("PENDING");

        customer.pay(orderId, new BigDecimal("5.00"), "debit_card").expect(201);

        awaitStatus(customer, orderId, "CONFIRMED");
        shop.giveUp(customer, orderId);
    }

    @Test
    void aWrongAmountAndASecondPaymentAreRefused() {
        Customer customer = shop.customer();
        String orderId = shop.order(customer, shop.product(5), 2).path("id").asString();
        assertThat(customer.pay(orderId, new BigDecimal("4.99"), "wallet")
                        .expect(400)
                        .errorCode())
                .isEqualTo("PAYMENT_FAILED");
        customer.pay(orderId, new BigDecimal("5.00"), "wallet").expect(201);
        assertThat(customer.pay(orderId, new BigDecimal("5.00"), "wallet")
                        .expect(400)
                        .errorCode())
                .isEqualTo("PAYMENT_FAILED");
        shop.giveUp(customer, orderId);
    }

    @Test
    void cashIsTakenAtTheDoor() {
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        JsonNode order = shop.order(customer, shop.product(5), 2);
        String orderId = order.path("id").asString();
        String paymentId = shop.pay(customer, orderId, "5.00", "cod");
        awaitStatus(customer, orderId, "CONFIRMED", "PROCESSING");
        assertThat(customer.statusOfPayment(paymentId)).isEqualTo("PENDING");

        String deliveryId = shop.acceptOffer(rider, orderId);
        shop.pickUpAndDeliver(rider, customer, orderId, deliveryId);

        await("the cash is taken")
                .until(() -> customer.statusOfPayment(paymentId).equals("SUCCESS"));
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    @Test
    void theSameKeyPlacesOneOrder() {
        Customer customer = shop.customer();
        customer.addToCart(shop.product(5), 1).expect(200);
        Map<String, Object> request = Map.of(
                "deliveryAddress",
                Map.of("street", "350 Broadway", "city", "New York", "state", "NY", "zipCode", "10013"));
        Map<String, String> key = Map.of("Idempotency-Key", "checkout-1");

        String first = customer.send("POST", "/api/orders", request, key)
                .expect(201)
                .data()
                .path("id")
                .asString();
        String again = customer.send("POST", "/api/orders", request, key)
                .expect(201)
                .data()
                .path("id")
                .asString();

        assertThat(again).isEqualTo(first);
        assertThat(customer.get("/api/orders").expect(200).data()).hasSize(1);
    }

    @Test
    void nobodySeesWhatBelongsToSomebodyElse() {
        Customer owner = shop.customer();
        Customer stranger = shop.customer();
        String orderId = shop.order(owner, shop.product(5), 2).path("id").asString();
        String paymentId = owner.pay(orderId, new BigDecimal("5.00"), "wallet")
                .expect(201)
                .data()
                .path("id")
                .asString();

        assertThat(stranger.get("/api/orders/" + orderId).expect(404).errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(stranger.get("/api/orders/" + orderId + "/timeline")
                        .expect(404)
                        .errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(stranger.cancel(orderId).expect(404).errorCode()).isEqualTo("NOT_FOUND");
        assertThat(stranger.get("/api/payments/" + paymentId).expect(404).errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(stranger.pay(orderId, new BigDecimal("5.00"), "wallet").status())
                .isIn(400, 404);
        awaitStatus(owner, orderId, "CONFIRMED");
        assertThat(stranger.track(orderId).expect(404).errorCode()).isEqualTo("NOT_FOUND");
        assertThat(StreamSupport.stream(stranger.get("/api/orders").data().spliterator(), false))
                .isEmpty();
        shop.giveUp(owner, orderId);
    }

    private int available(JsonNode product) {
        return shop.admin()
                .stockOf(product.path("id").asString())
                .path("available")
                .asInt();
    }
}

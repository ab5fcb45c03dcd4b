package com.homedelivery.systemtests;

import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Rider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What every story begins with: an admin at the desk, a rider on the road, a customer with something in the cart. */
public final class Shop {

    public static final double STORE_LAT = 40.7128;
    public static final double STORE_LNG = -74.0060;
    private static final String PASSWORD = "password123";
    /** Longer than a lease of somebody who died, beside the start of the next. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int UNAVAILABLE = 503;

    private final Gateway gateway;
    private final Admin admin;

    Shop(Gateway gateway) {
        this.gateway = gateway;
        this.admin = new Admin(gateway, "admin@homedelivery.test", PASSWORD);
        admin.login();
    }

    public Admin admin() {
        return admin;
    }

    public Customer customer() {
        return Customer.somebodyNew(gateway);
    }

    /** A new rider, standing at the store and free. */
    public Rider riderAtTheStore() {
        Rider rider = new Rider(gateway, "rider-" + UUID.randomUUID() + "@example.test", PASSWORD);
        rider.register();
        rider.login();
        admin.makeRider(rider.id());
        rider.login();
        rider.goOnline(STORE_LAT, STORE_LNG);
        return rider;
    }

    /** A new product at 2.50 of which there are so many. */
    public JsonNode product(int stock) {
        return admin.addProduct("Apples " + UUID.randomUUID(), new BigDecimal("2.50"), stock);
    }

    /** An order that waits for its payment: so many of a product. */
    public JsonNode order(Customer customer, JsonNode product, int quantity) {
        customer.addToCart(product, quantity).expect(200);
        return placedBy(customer).data();
    }

    /**
     * Orders what is in the cart; again, as long as a service that has just started takes too long to answer. However
     * often it is asked for, a cart becomes one order.
     */
    public static Answer placedBy(Customer customer) {
        return await().atMost(TIMEOUT)
                .until(() -> customer.order(), answer -> answer.status() != UNAVAILABLE)
                .expect(201);
    }

    /** Begins to pay an order, and returns the payment's id. */
    public String pay(Customer customer, String orderId, String amount, String method) {
        return customer.pay(orderId, new BigDecimal(amount), method)
                .expect(201)
                .data()
                .path("id")
                .asString();
    }

    /** A paid order. */
    public String confirmedOrder(Customer customer, JsonNode product, int quantity) {
        JsonNode order = order(customer, product, quantity);
        String orderId = order.path("id").asString();
        customer.pay(orderId, order.path("totalAmount").decimalValue(), "credit_card")
                .expect(201);
        awaitStatus(customer, orderId, "CONFIRMED");
        return orderId;
    }

    /** Waits until the rider is offered the order, and takes it. Returns the delivery's id. */
    public String acceptOffer(Rider rider, String orderId) {
        String deliveryId =
                eventually(() -> rider.offerFor(orderId)).path("deliveryId").asString();
        rider.accept(deliveryId).expect(200);
        return deliveryId;
    }

    /** Cancels an order that no rider will come for, so that the next story's rider is not offered it. */
    public void giveUp(Customer customer, String orderId) {
        customer.cancel(orderId).expect(200);
    }

    public void pickUpAndDeliver(Rider rider, Customer customer, String orderId, String deliveryId) {
        rider.pickUp(deliveryId).expect(200);
        awaitStatus(customer, orderId, "SHIPPED");
        String otp = customer.track(orderId).expect(200).data().path("otp").asString();
        rider.deliver(deliveryId, otp).expect(200);
        awaitStatus(customer, orderId, "DELIVERED");
    }

    public static void awaitStatus(Customer customer, String orderId, String... oneOf) {
        await("order " + orderId + " is " + String.join(" or ", oneOf))
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> java.util.List.of(oneOf).contains(customer.statusOf(orderId)));
    }

    public static <T> T eventually(Supplier<Optional<T>> value) {
        return await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(value::get, Optional::isPresent)
                .orElseThrow();
    }
}

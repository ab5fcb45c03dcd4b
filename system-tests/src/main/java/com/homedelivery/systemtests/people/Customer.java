package com.homedelivery.systemtests.people;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A hungry person. */
public final class Customer extends Person {

    private static final Map<String, Object> HOME = Map.of(
            "street", "350 Broadway",
            "city", "New York",
            "state", "NY",
            "zipCode", "10013",
            "coordinates", Map.of("lat", 40.7182, "lng", -74.0021));

    public Customer(Gateway gateway, String email, String password) {
        super(gateway, email, password);
    }

    private Customer(Gateway gateway, String email, UUID id, String token) {
        super(gateway, email, "", id, token);
    }

    /** A customer who has a token already, and perhaps no account. */
    public static Customer withToken(Gateway gateway, String email, UUID id, String token) {
        return new Customer(gateway, email, id, token);
    }

    /** A customer whom nobody has seen before, registered and signed in. */
    public static Customer somebodyNew(Gateway gateway) {
        Customer customer = new Customer(gateway, "customer-" + UUID.randomUUID() + "@example.test", "password123");
        customer.register();
        customer.login();
        return customer;
    }

    public JsonNode products() {
        return get("/api/products").expect(200).data();
    }

    /** Puts a product of the catalogue into the cart, as an existing client does: with the price it has seen. */
    public Answer addToCart(JsonNode product, int quantity) {
        return post(
                "/api/cart/items",
                Map.of(
                        "productId", product.path("id").asString(),
                        "quantity", quantity,
                        "price", product.path("price").decimalValue(),
                        "name", product.path("name").asString()));
    }

    public JsonNode cart() {
        return get("/api/cart").expect(200).data();
    }

    /** Orders what is in the cart, to the customer's home. */
    public Answer order() {
        return post("/api/orders", Map.of("deliveryAddress", HOME));
    }

    /** As {@link #order()}, with the customer's word that requests with this key are one and the same. */
    public Answer order(String idempotencyKey) {
        return send("POST", "/api/orders", Map.of("deliveryAddress", HOME), Map.of("Idempotency-Key", idempotencyKey));
    }

    public Answer pay(String orderId, BigDecimal amount, String method, String idempotencyKey) {
        return send(
                "POST",
                "/api/payments",
                Map.of("orderId", orderId, "amount", amount, "paymentMethod", method),
                Map.of("Idempotency-Key", idempotencyKey));
    }

    public Answer pay(String orderId, BigDecimal amount, String method) {
        return post("/api/payments", Map.of("orderId", orderId, "amount", amount, "paymentMethod", method));
    }

    public JsonNode orderOf(String orderId) {
        return get("/api/orders/" + orderId).expect(200).data();
    }

    public String statusOf(String orderId) {
        return orderOf(orderId).path("status").asString();
    }

    public Answer cancel(String orderId) {
        return post("/api/orders/" + orderId + "/cancel", Map.of("reason", "changed my mind"));
    }

    /** Every state change of an order, oldest first. */
    public JsonNode timelineOf(String orderId) {
        return get("/api/orders/" + orderId + "/timeline").expect(200).data();
    }

    /** Where the delivery is, with the code to tell the rider; 404 until the order is confirmed. */
    public Answer track(String orderId) {
        return get("/api/deliveries/" + orderId + "/track");
    }

    public Answer paymentOf(String paymentId) {
        return get("/api/payments/" + paymentId);
    }

    public String statusOfPayment(String paymentId) {
        return paymentOf(paymentId).data().path("status").asString();
    }
}

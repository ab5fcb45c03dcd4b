package com.homedelivery.systemtests.people;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Somebody who brings orders to the door. */
public final class Rider extends Person {

    public Rider(Gateway gateway, String email, String password) {
        super(gateway, email, password);
    }

    private Rider(Gateway gateway, String email, UUID id, String token) {
        super(gateway, email, "", id, token);
    }

    /** A rider who has a token already, and perhaps no account. */
    public static Rider withToken(Gateway gateway, String email, UUID id, String token) {
        return new Rider(gateway, email, id, token);
    }

    public void goOnline(double lat, double lng) {
        put("/api/riders/me/availability", Map.of("online", true, "lat", lat, "lng", lng))
                .expect(200);
    }

    public void goOffline(double lat, double lng) {
        put("/api/riders/me/availability", Map.of("online", false, "lat", lat, "lng", lng))
                .expect(200);
    }

    /** The offer for an order, if there is one now. */
    public Optional<JsonNode> offerFor(String orderId) {
        JsonNode offers = get("/api/riders/me/offers").expect(200).data();
        return StreamSupport.stream(offers.spliterator(), false)
                .filter(offer -> offer.path("orderId").asString().equals(orderId))
                .findFirst();
    }

    /** Everything this rider has under way. */
    public JsonNode deliveries() {
        return get("/api/riders/me/deliveries").expect(200).data();
    }

    /** Declines an offer, or hands a delivery back that is not picked up. */
    public Answer reject(String deliveryId) {
        return post("/api/deliveries/" + deliveryId + "/reject", Map.of());
    }

    /** Gives a delivery up that is picked up. */
    public Answer fail(String deliveryId, String reason) {
        return post("/api/deliveries/" + deliveryId + "/fail", Map.of("reason", reason));
    }

    public Answer accept(String deliveryId) {
        return post("/api/deliveries/" + deliveryId + "/accept", Map.of());
    }

    /** Says where the rider of a delivery is. */
    public Answer sendLocation(String deliveryId, double lat, double lng) {
        return put("/api/deliveries/" + deliveryId + "/location", Map.of("lat", lat, "lng", lng));
    }

    public Answer pickUp(String deliveryId) {
        return post("/api/deliveries/" + deliveryId + "/pickup", Map.of());
    }

    /** @param otp the code that the customer was given */
    public Answer deliver(String deliveryId, String otp) {
        return post("/api/deliveries/" + deliveryId + "/deliver", Map.of("otp", otp));
    }
}

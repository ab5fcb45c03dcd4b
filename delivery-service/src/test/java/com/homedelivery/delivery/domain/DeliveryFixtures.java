package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Deliveries at each step of their way. */
final class DeliveryFixtures {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final Duration THINKING = Duration.ofSeconds(30);
    static final Duration ANNOUNCE = Duration.ofSeconds(30);
    static final HandoverPolicy POLICY = new HandoverPolicy(5, Duration.ofMinutes(10));
    static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    static final GeoPoint DOOR = new GeoPoint(40.7300, -73.9850);
    static final UUID CUSTOMER = UUID.randomUUID();
    static final UUID RIDER = UUID.randomUUID();
    static final UUID OTHER = UUID.randomUUID();

    private DeliveryFixtures() {}

    static Delivery pending() {
        return Delivery.of(
                UUID.randomUUID(),
                CUSTOMER,
                new DeliveryAddress("1 Main St", "New York", "NY", "10003"),
                STORE,
                DOOR,
                NOON);
    }

    static Delivery offered() {
        Delivery delivery = pending();
        delivery.offerTo(RIDER, 0.5, NOON, THINKING);
        delivery.offerTo(OTHER, 0.7, NOON, THINKING);
        return delivery;
    }

    static Delivery assigned() {
        Delivery delivery = offered();
        delivery.accept(RIDER, NOON);
        return delivery;
    }

    static Delivery pickedUp() {
        Delivery delivery = assigned();
        delivery.pickUp(RIDER, NOON);
        return delivery;
    }

    static Delivery inTransit() {
        Delivery delivery = pickedUp();
        delivery.passThrough(RIDER, STORE, ANNOUNCE, NOON);
        return delivery;
    }

    static Delivery delivered() {
        Delivery delivery = inTransit();
        delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON.plusSeconds(600));
        return delivery;
    }

    static String codeOf(Delivery delivery) {
        String otp = delivery.otp();
        if (otp == null) {
            throw new IllegalStateException("It has no code any more");
        }
        return otp;
    }

    static String wrongCodeFor(Delivery delivery) {
        return codeOf(delivery).equals("0000") ? "0001" : "0000";
    }
}

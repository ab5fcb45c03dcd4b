package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;

/** Deliveries at each step of their way. */
public final class DeliveryFixtures {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final Duration THINKING = Duration.ofSeconds(30);
    static final Duration ANNOUNCE = Duration.ofSeconds(30);
    static final OtpPolicy POLICY = new OtpPolicy(5, Duration.ofMinutes(10));
    static final SupervisionLimits LIMITS = new SupervisionLimits(
            Duration.ofMinutes(20), Duration.ofMinutes(15), Duration.ofMinutes(25), Duration.ofMinutes(10));
    static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    static final GeoPoint DOOR = new GeoPoint(40.7300, -73.9850);
    static final UUID CUSTOMER = UUID.randomUUID();
    public static final UUID RIDER = UUID.randomUUID();
    public static final UUID OTHER = UUID.randomUUID();

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

    public static Delivery assigned() {
        Delivery delivery = offered();
        delivery.accept(RIDER, NOON);
        return delivery;
    }

    /** Its rider was asked for the pickup, a moment ago. */
    static Delivery reminded() {
        Delivery delivery = assigned();
        delivery.supervise(LIMITS, NOON.plus(LIMITS.pickupWithin()));
        return delivery;
    }

    static Delivery pickedUp() {
        Delivery delivery = assigned();
        delivery.pickUp(RIDER, NOON);
        return delivery;
    }

    public static Delivery inTransit() {
        Delivery delivery = pickedUp();
        delivery.passThrough(RIDER, STORE, ANNOUNCE, NOON);
        return delivery;
    }

    static Delivery delivered() {
        Delivery delivery = inTransit();
        delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON.plusSeconds(600));
        return delivery;
    }

    /** Its rider has the goods and was reported as silent. */
    static Delivery silent() {
        Delivery delivery = inTransit();
        delivery.supervise(LIMITS, NOON.plus(LIMITS.silentAfter()));
        return delivery;
    }

    static Delivery calledOff() {
        Delivery delivery = assigned();
        delivery.stop("changed my mind", false, NOON);
        return delivery;
    }

    static Delivery failed() {
        Delivery delivery = inTransit();
        delivery.fail(RIDER, "nobody home", NOON.plusSeconds(600));
        return delivery;
    }

    static Delivery returned() {
        Delivery delivery = failed();
        delivery.returnGoods(NOON.plusSeconds(1200));
        return delivery;
    }

    static String codeOf(Delivery delivery) {
        String otp = digitsOf(delivery);
        if (otp == null) {
            throw new IllegalStateException("It has no code any more");
        }
        return otp;
    }

    /** The code, also of a delivery that was handed over, or null. */
    static @Nullable String digitsOf(Delivery delivery) {
        Otp code = (Otp) ReflectionTestUtils.getField(delivery, "code");
        return Objects.requireNonNull(code).digits();
    }

    static String wrongCodeFor(Delivery delivery) {
        return codeOf(delivery).equals("0000") ? "0001" : "0000";
    }
}

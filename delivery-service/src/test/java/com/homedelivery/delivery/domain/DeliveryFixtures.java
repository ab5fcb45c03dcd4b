package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;

/** Deliveries in each state. */
public final class DeliveryFixtures {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final Duration OFFER_LIFETIME = Duration.ofSeconds(30);
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
                new DeliveryAddress("1 Main St", "New York", "NY", "10003", "Ring twice", "+12125550100"),
                STORE,
                DOOR,
                NOON);
    }

    static Delivery offered() {
        Delivery delivery = pending();
        delivery.offerTo(RIDER, 0.5, NOON, OFFER_LIFETIME);
        delivery.offerTo(OTHER, 0.7, NOON, OFFER_LIFETIME);
        return delivery;
    }

    public static Delivery assigned() {
        return after(offered(), delivery -> delivery.accept(RIDER, NOON));
    }

    /** Its rider was asked for the pickup, a moment ago. */
    static Delivery reminded() {
        return after(assigned(), delivery -> delivery.supervise(LIMITS, NOON.plus(LIMITS.pickupWithin())));
    }

    static Delivery pickedUp() {
        return after(assigned(), delivery -> delivery.pickUp(RIDER, NOON));
    }

    public static Delivery inTransit() {
        return after(pickedUp(), delivery -> delivery.recordPosition(RIDER, STORE, ANNOUNCE, NOON));
    }

    static Delivery delivered() {
        return after(
                inTransit(), delivery -> delivery.handOver(RIDER, codeOf(delivery), POLICY, NOON.plusSeconds(600)));
    }

    /** Its rider has the goods and was reported as silent. */
    static Delivery silent() {
        return after(inTransit(), delivery -> delivery.supervise(LIMITS, NOON.plus(LIMITS.silentAfter())));
    }

    static Delivery calledOff() {
        return after(assigned(), delivery -> delivery.stop("changed my mind", false, NOON));
    }

    static Delivery failed() {
        return after(inTransit(), delivery -> delivery.fail(RIDER, "nobody home", NOON.plusSeconds(600)));
    }

    static Delivery returned() {
        return after(failed(), delivery -> delivery.returnGoods(NOON.plusSeconds(1200)));
    }

    private static Delivery after(Delivery delivery, Consumer<Delivery> step) {
        step.accept(delivery);
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
        Otp otp = (Otp) ReflectionTestUtils.getField(delivery, "otp");
        return Objects.requireNonNull(otp).digits();
    }

    static String wrongCodeFor(Delivery delivery) {
        return codeOf(delivery).equals("0000") ? "0001" : "0000";
    }
}

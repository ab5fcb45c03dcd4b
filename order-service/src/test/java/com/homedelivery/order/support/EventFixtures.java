package com.homedelivery.order.support;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of payments, stock and deliveries, as other services publish them. */
public final class EventFixtures {

    public static final UUID PAYMENT = UUID.randomUUID();
    public static final UUID DELIVERY = UUID.randomUUID();
    public static final UUID RIDER = UUID.randomUUID();
    public static final Instant DELIVERED_AT = Instant.parse("2026-01-31T12:34:56.789Z");

    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    private static final BigDecimal TOTAL = amount("5.98");

    private EventFixtures() {}

    public static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    public static PaymentInitiated paymentInitiated(UUID orderId, String method) {
        return new PaymentInitiated(PAYMENT, orderId, CUSTOMER, TOTAL, method, Instant.now());
    }

    public static PaymentSucceeded paid(UUID orderId) {
        return paid(orderId, TOTAL);
    }

    public static PaymentSucceeded paid(UUID orderId, BigDecimal amount) {
        return new PaymentSucceeded(PAYMENT, orderId, CUSTOMER, amount, "tx-1", Instant.now());
    }

    public static PaymentFailed paymentFailed(UUID orderId) {
        return new PaymentFailed(PAYMENT, orderId, CUSTOMER, TOTAL, "card declined", Instant.now());
    }

    public static PaymentRefunded refunded(UUID orderId) {
        return new PaymentRefunded(PAYMENT, orderId, CUSTOMER, TOTAL, "re-1", Instant.now(), true);
    }

    public static StockShortage shortage(UUID orderId, MissingUnits... missing) {
        return new StockShortage(orderId, List.of(missing), Instant.now());
    }

    public static DeliveryAssigned assigned(UUID orderId) {
        return new DeliveryAssigned(DELIVERY, orderId, CUSTOMER, RIDER, Instant.now());
    }

    public static DeliveryStarted started(UUID orderId) {
        return new DeliveryStarted(DELIVERY, orderId, Instant.now(), STORE);
    }

    public static DeliveryInTransit inTransit(UUID orderId) {
        return new DeliveryInTransit(DELIVERY, orderId, STORE, Instant.now());
    }

    public static DeliveryCompleted completed(UUID orderId) {
        return new DeliveryCompleted(DELIVERY, orderId, RIDER, DELIVERED_AT, STORE, 12, 3.4);
    }

    public static DeliveryCancelled deliveryCancelled(UUID orderId, String reason) {
        return new DeliveryCancelled(DELIVERY, orderId, reason, Instant.now());
    }

    public static DeliveryFailed failed(UUID orderId) {
        return new DeliveryFailed(DELIVERY, orderId, "nobody at home", Instant.now());
    }
}

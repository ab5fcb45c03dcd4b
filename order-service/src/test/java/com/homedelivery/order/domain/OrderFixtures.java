package com.homedelivery.order.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.domain.pricing.BasketLine;
import com.homedelivery.order.domain.pricing.DeliveryPrice;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in every state. Each costs 25.48. */
public final class OrderFixtures {

    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    public static final BigDecimal TOTAL = new BigDecimal("25.48");
    public static final UUID PAYMENT = UUID.randomUUID();
    public static final UUID DELIVERY = UUID.randomUUID();
    public static final UUID RIDER = UUID.randomUUID();

    private OrderFixtures() {}

    public static OrderDraft draft() {
        return draft(
                List.of(
                        new OrderLine(UUID.randomUUID(), "Milk", 2, new BigDecimal("2.99")),
                        new OrderLine(UUID.randomUUID(), "Coffee", 1, new BigDecimal("19.50"))),
                DeliveryPrice.NOTHING,
                null);
    }

    public static OrderDraft draft(List<OrderLine> lines, DeliveryPrice delivery, @Nullable DeliverySlot slot) {
        return new OrderDraft(
                new PricedBasket(lines, delivery),
                DeliveryAddress.of("123 Main St", "New York", "NY", "10001", new GeoPoint(40.7128, -74.0060)),
                1L,
                "credit_card",
                null,
                null,
                slot,
                null);
    }

    /** What a customer asks for who gets the draft, without coupons. */
    public static OrderRequest requestOf(OrderDraft draft) {
        List<BasketLine> lines = draft.lines().stream()
                .map(line -> new BasketLine(
                        line.productId(), line.name(), line.quantity(), line.price(), line.taxRate(), Set.of()))
                .toList();
        return new OrderRequest(
                lines,
                draft.deliveryAddress(),
                Set.of(),
                draft.basket().delivery().tip(),
                null);
    }

    public static Order pendingOrder() {
        return Order.place(UuidCreator.getTimeOrderedEpoch(), UUID.randomUUID(), draft(), NOON)
                .order();
    }

    public static Order confirmedOrder() {
        Order order = pendingOrder();
        order.confirm(PAYMENT, TOTAL, "Paid", NOON);
        return order;
    }

    public static Order processingOrder() {
        Order order = confirmedOrder();
        order.assignTo(DELIVERY, "Rider assigned", NOON);
        return order;
    }

    public static Order shippedOrder() {
        Order order = processingOrder();
        order.ship(DELIVERY, "Picked up", NOON);
        return order;
    }

    public static Order deliveredOrder() {
        Order order = shippedOrder();
        order.deliver(DELIVERY, RIDER, NOON, "Delivered", NOON);
        return order;
    }

    public static Order cancelledOrder() {
        Order order = pendingOrder();
        order.cancel("Changed my mind", NOON);
        return order;
    }

    public static Order failedOrder() {
        Order order = shippedOrder();
        order.fail(DELIVERY, "Nobody at home", NOON);
        return order;
    }
}

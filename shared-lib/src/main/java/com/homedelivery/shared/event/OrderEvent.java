package com.homedelivery.shared.event;

import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of an order. Key: the order's id. */
public sealed interface OrderEvent extends DomainEvent {

    UUID orderId();

    UUID userId();

    @Override
    default String key() {
        return orderId().toString();
    }

    /** One line of an order, at the price it was ordered for. */
    record Item(UUID productId, String name, int quantity, BigDecimal price) {}

    /** Where an order goes. */
    record Address(
            String street,
            String city,
            String state,
            String zipCode,
            @Nullable GeoPoint coordinates) {}

    @EventType("order.created")
    record OrderCreated(
            UUID orderId,
            UUID userId,
            List<Item> items,
            BigDecimal totalAmount,
            @Nullable String paymentMethod,
            Address deliveryAddress,
            Instant createdAt)
            implements OrderEvent {}

    @EventType("order.confirmed")
    record OrderConfirmed(
            UUID orderId,
            UUID userId,
            List<Item> items,
            BigDecimal totalAmount,
            Address deliveryAddress,
            Instant confirmedAt)
            implements OrderEvent {}

    @EventType("order.cancelled")
    record OrderCancelled(UUID orderId, UUID userId, String reason, Instant cancelledAt) implements OrderEvent {}

    @EventType("order.failed")
    record OrderFailed(UUID orderId, UUID userId, String reason, Instant failedAt) implements OrderEvent {}

    @EventType("order.delivered")
    record OrderDelivered(UUID orderId, UUID userId, Instant deliveredAt, UUID deliveryAgentId) implements OrderEvent {}
}

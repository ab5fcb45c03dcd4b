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

    /**
     * Where an order goes.
     *
     * @param instructions what the rider should know to find the door; null when there is nothing
     * @param phone whom the rider calls at the door; null when nobody
     */
    record Address(
            String street,
            String city,
            String state,
            String zipCode,
            @Nullable GeoPoint coordinates,
            @Nullable String instructions,
            @Nullable String phone) {}

    /**
     * What the total of an order is made of: items − discount + fees + tip.
     *
     * @param itemsTotal sum of the lines before discounts
     * @param discount what promotions take off, at least 0
     * @param tax what of the total is tax; prices include it
     */
    record Charges(
            BigDecimal itemsTotal,
            BigDecimal discount,
            BigDecimal deliveryFee,
            BigDecimal smallOrderFee,
            BigDecimal tax,
            BigDecimal tip) {}

    /** The time between which an order is to be delivered. */
    record Slot(Instant start, Instant end) {}

    /**
     * @param cartRevision which of the customer's carts it was made of; null when that is not known
     * @param charges null in events from before there were any
     * @param slot null when it is delivered as soon as possible
     */
    @EventType("order.created")
    record OrderCreated(
            UUID orderId,
            UUID userId,
            List<Item> items,
            BigDecimal totalAmount,
            @Nullable String paymentMethod,
            Address deliveryAddress,
            Instant createdAt,
            @Nullable Long cartRevision,
            @Nullable Charges charges,
            @Nullable Slot slot)
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

    /**
     * Lines were taken off a paid order because the store does not have them; their price goes back to the customer.
     *
     * @param removed the units that will not come, at the price they were ordered for
     * @param refundAmount what they cost
     * @param totalAmount what the order costs without them
     * @param deliveredAt when the customer got the goods, if that was before: then what is paid at the door has been paid in
     *     full; null while the order is under way, and in events from before this was told
     */
    @EventType("order.adjusted")
    record OrderAdjusted(
            UUID orderId,
            UUID userId,
            List<Item> removed,
            BigDecimal refundAmount,
            BigDecimal totalAmount,
            String reason,
            Instant adjustedAt,
            @Nullable Instant deliveredAt)
            implements OrderEvent {}

    /**
     * An order has stood still for longer than its status allows, and nothing could be done about it without a person.
     *
     * @param status where it stands: {@code CONFIRMED}
     * @param reason what is known about the cause, for admins
     * @param since when it reached that status
     */
    @EventType("order.stuck")
    record OrderStuck(UUID orderId, UUID userId, String status, String reason, Instant since, Instant reportedAt)
            implements OrderEvent {}
}

package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.GoodsLocation;
import com.homedelivery.delivery.domain.OrderTombstone;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of the delivery of an order, for other services.
 *
 * @param status its status, or null when there is no delivery
 * @param stopped whether it was called off before pickup, or will be as soon as it begins
 * @param goods where the goods are
 * @param reason why it was stopped or failed, or null
 * @param since when this became so, or null when nothing is known of the order
 */
public record OrderDelivery(
        UUID orderId,
        @Nullable UUID deliveryId,
        @Nullable DeliveryStatus status,
        @Nullable UUID deliveryAgentId,
        boolean stopped,
        GoodsLocation goods,
        @Nullable String reason,
        @Nullable Instant since) {

    static OrderDelivery of(Delivery delivery) {
        return new OrderDelivery(
                delivery.orderId(),
                delivery.id(),
                delivery.status(),
                delivery.riderId(),
                delivery.wasCalledOff(),
                delivery.goods(),
                delivery.failureReason(),
                delivery.statusSince());
    }

    static OrderDelivery of(OrderTombstone order) {
        return new OrderDelivery(
                order.orderId(), null, null, null, true, GoodsLocation.IN_STORE, order.reason(), order.stoppedAt());
    }

    static OrderDelivery none(UUID orderId) {
        return new OrderDelivery(orderId, null, null, null, false, GoodsLocation.IN_STORE, null, null);
    }
}

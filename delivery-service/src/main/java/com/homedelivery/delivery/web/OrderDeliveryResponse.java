package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.OrderDelivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.GoodsLocation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of the delivery of an order, for other services.
 *
 * @param status of the delivery, or {@code NONE} when there is none
 * @param stopped whether it was called off before pickup, or will not begin at all
 * @param reason why it was stopped or failed
 * @param since when this became so
 */
record OrderDeliveryResponse(
        UUID orderId,
        @Nullable UUID deliveryId,
        String status,
        @Nullable UUID deliveryAgentId,
        boolean stopped,
        GoodsLocation goods,
        @Nullable String reason,
        @Nullable Instant since) {

    private static final String NONE = "NONE";

    static OrderDeliveryResponse of(OrderDelivery delivery) {
        DeliveryStatus status = delivery.status();
        return new OrderDeliveryResponse(
                delivery.orderId(),
                delivery.deliveryId(),
                status == null ? NONE : status.name(),
                delivery.deliveryAgentId(),
                delivery.stopped(),
                delivery.goods(),
                delivery.reason(),
                delivery.since());
    }
}

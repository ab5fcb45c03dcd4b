package com.homedelivery.order.web;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param since when it reached its status
 * @param reason why it is stuck, as far as is known
 */
record StuckOrderResponse(
        UUID id,
        UUID userId,
        OrderStatus status,
        Instant since,
        @Nullable String reason,
        @Nullable Instant reportedAt,
        Instant updatedAt) {

    static StuckOrderResponse of(Order order) {
        return new StuckOrderResponse(
                order.id(),
                order.userId(),
                order.status(),
                order.statusSince(),
                order.stuckReason(),
                order.stuckReportedAt(),
                order.updatedAt());
    }
}

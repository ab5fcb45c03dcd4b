package com.homedelivery.order.client;

import com.homedelivery.order.application.OrderDeliveries.DeliveryState.Goods;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState.Status;
import com.homedelivery.order.application.OrderDeliveries.StopOutcome;
import com.homedelivery.shared.api.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Called as this service. */
@HttpExchange("/deliveries/orders/{orderId}")
interface DeliveryClient {

    @PostExchange("/stop")
    ApiResponse<StopResponse> stop(@PathVariable UUID orderId, @RequestBody StopRequest request);

    @GetExchange
    ApiResponse<DeliveryResponse> find(@PathVariable UUID orderId);

    record StopRequest(UUID userId, String reason, boolean evenIfPickedUp) {}

    record StopResponse(StopOutcome outcome) {}

    /** @param since null when there is no delivery of the order */
    record DeliveryResponse(
            Status status,
            @Nullable UUID deliveryId,
            @Nullable UUID deliveryAgentId,
            boolean stopped,
            Goods goods,
            @Nullable String reason,
            @Nullable Instant since) {}
}

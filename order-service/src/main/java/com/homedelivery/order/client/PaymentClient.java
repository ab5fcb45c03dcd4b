package com.homedelivery.order.client;

import com.homedelivery.order.application.OrderPayments.LivePayment;
import com.homedelivery.shared.api.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Called as this service. */
interface PaymentClient {

    @PostExchange("/payments/orders/{orderId}/close")
    ApiResponse<CloseResponse> close(@PathVariable UUID orderId, @RequestBody CloseRequest request);

    record CloseRequest(UUID userId) {}

    /** @param payment the one that keeps the order from being closed; null when it is closed */
    record CloseResponse(boolean closed, @Nullable LivePayment payment) {}
}

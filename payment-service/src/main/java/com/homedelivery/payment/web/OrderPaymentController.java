package com.homedelivery.payment.web;

import com.homedelivery.payment.application.CloseOrder;
import com.homedelivery.shared.api.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other services do about the payments of an order. */
@RestController
@RequestMapping("/payments/orders")
class OrderPaymentController {

    private final CloseOrder closeOrder;

    OrderPaymentController(CloseOrder closeOrder) {
        this.closeOrder = closeOrder;
    }

    /** Closes an order to payments, for other services. Not when it has a live payment, which is then in the answer. */
    @PostMapping("/{orderId}/close")
    ApiResponse<CloseResponse> close(@PathVariable UUID orderId, @Valid @RequestBody CloseRequest request) {
        return ApiResponse.of(CloseResponse.of(orderId, closeOrder.close(orderId, request.userId())));
    }
}

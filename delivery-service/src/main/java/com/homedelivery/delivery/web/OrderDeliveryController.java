package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.application.StopDelivery;
import com.homedelivery.delivery.application.StopDelivery.StopResult;
import com.homedelivery.shared.api.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The delivery of an order, for other services; the gateway does not route it. */
@RestController
@RequestMapping("/deliveries/orders/{orderId}")
class OrderDeliveryController {

    private final FindDeliveries find;
    private final StopDelivery stop;

    OrderDeliveryController(FindDeliveries find, StopDelivery stop) {
        this.find = find;
        this.stop = stop;
    }

    /** Gives the state of the delivery of an order, for other services. {@code NONE} when there is none. */
    @GetMapping
    ApiResponse<OrderDeliveryResponse> status(@PathVariable UUID orderId) {
        return ApiResponse.of(OrderDeliveryResponse.of(find.ofOrder(orderId)));
    }

    /** Stops the delivery of an order, for other services. The outcome tells who was first, this or the rider. */
    @PostMapping("/stop")
    ApiResponse<StopResult> stop(@PathVariable UUID orderId, @RequestBody @Valid StopRequest request) {
        return ApiResponse.of(stop.stop(orderId, request.reason(), Boolean.TRUE.equals(request.evenIfPickedUp())));
    }
}

package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ReserveStock;
import com.homedelivery.shared.api.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/inventory/reservations")
class ReservationController {

    private final ReserveStock reserve;

    ReservationController(ReserveStock reserve) {
        this.reserve = reserve;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<ReservationResponse> hold(@Valid @RequestBody ReservationRequest request) {
        return ApiResponse.of(ReservationResponse.of(reserve.hold(request.orderId(), request.quantities())));
    }

    @DeleteMapping("/{orderId}")
    ApiResponse<ReservationResponse> release(@PathVariable UUID orderId) {
        return ApiResponse.of(ReservationResponse.of(reserve.release(orderId)));
    }
}

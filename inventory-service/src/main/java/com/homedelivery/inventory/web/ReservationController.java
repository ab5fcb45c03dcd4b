package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.FindReservations;
import com.homedelivery.inventory.application.ReserveStock;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.Caller;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/inventory/reservations")
class ReservationController {

    private final ReserveStock reserveStock;
    private final FindReservations find;

    ReservationController(ReserveStock reserveStock, FindReservations find) {
        this.reserveStock = reserveStock;
        this.find = find;
    }

    /** Gives the reservation of an order. */
    @GetMapping("/{orderId}")
    ApiResponse<ReservationResponse> reservation(@PathVariable UUID orderId) {
        return ApiResponse.of(ReservationResponse.of(find.reservationOf(orderId)));
    }

    /** Reserves what an order wants. All lines or none, and once per order. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<ReservationResponse> reserve(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ReservationRequest request) {
        return ApiResponse.of(ReservationResponse.of(reserveStock.reserve(
                request.orderId(),
                request.quantities(),
                ChangeCause.of(caller, MovementReason.ORDER_PLACED, "order is placed"))));
    }

    /** Releases the reservation of an order. */
    @DeleteMapping("/{orderId}")
    ApiResponse<ReservationResponse> release(@AuthenticationPrincipal Caller caller, @PathVariable UUID orderId) {
        return ApiResponse.of(ReservationResponse.of(reserveStock.release(
                orderId, ChangeCause.of(caller, MovementReason.ORDER_NOT_PLACED, "order is not placed"))));
    }
}

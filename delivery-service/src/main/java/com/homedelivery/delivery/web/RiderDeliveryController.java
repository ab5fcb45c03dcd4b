package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.AnswerOffer;
import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.application.ExecuteDelivery;
import com.homedelivery.delivery.application.RecordLocation;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a rider does with a delivery, from the offer to the handover. */
@RestController
@RequestMapping("/deliveries/{id}")
class RiderDeliveryController {

    private final AnswerOffer offer;
    private final ExecuteDelivery execute;
    private final RecordLocation location;

    RiderDeliveryController(AnswerOffer offer, ExecuteDelivery execute, RecordLocation location) {
        this.offer = offer;
        this.execute = execute;
        this.location = location;
    }

    /** Accepts an offer. */
    @PostMapping("/accept")
    ApiResponse<DeliveryResponse> accept(@PathVariable UUID id, @AuthenticationPrincipal CurrentUser rider) {
        return response(offer.accept(id, rider.id()));
    }

    /** Declines an offer, or hands a delivery back before pickup. */
    @PostMapping("/reject")
    ApiResponse<Rejected> reject(@PathVariable UUID id, @AuthenticationPrincipal CurrentUser rider) {
        offer.reject(id, rider.id());
        return ApiResponse.of(new Rejected(id));
    }

    /** Tells that the rider has the goods. */
    @PostMapping("/pickup")
    ApiResponse<DeliveryResponse> pickup(@PathVariable UUID id, @AuthenticationPrincipal CurrentUser rider) {
        return response(execute.pickUp(id, rider.id()));
    }

    /** Hands the goods over, against the customer's code. */
    @PostMapping("/deliver")
    ApiResponse<DeliveryResponse> deliver(
            @PathVariable UUID id,
            @RequestBody @Valid DeliverRequest request,
            @AuthenticationPrincipal CurrentUser rider) {
        return response(execute.handOver(id, rider.id(), request.otp()));
    }

    /** Tells that the goods will not arrive. An admin does it when a rider has disappeared. */
    @PostMapping("/fail")
    ApiResponse<DeliveryResponse> fail(
            @PathVariable UUID id,
            @RequestBody @Valid FailRequest request,
            @AuthenticationPrincipal CurrentUser riderOrAdmin) {
        return response(execute.fail(id, riderOrAdmin, request.reason()));
    }

    /** Tells where the rider of a delivery is. */
    @PutMapping("/location")
    ApiResponse<DeliveryResponse> location(
            @PathVariable UUID id, @RequestBody @Valid GeoPoint at, @AuthenticationPrincipal CurrentUser rider) {
        return response(location.ofDelivery(id, rider.id(), at));
    }

    /** @param deliveryId the delivery that the rider has rejected */
    record Rejected(UUID deliveryId) {}

    private static ApiResponse<DeliveryResponse> response(DeliveryView view) {
        return ApiResponse.of(DeliveryResponse.of(view));
    }
}

package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.application.OfferView;
import com.homedelivery.delivery.application.RecordLocation;
import com.homedelivery.delivery.application.RiderView;
import com.homedelivery.delivery.application.SetAvailability;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A rider's own shift, position, offers and deliveries. */
@RestController
@RequestMapping("/riders/me")
class RiderController {

    private final SetAvailability availability;
    private final RecordLocation location;
    private final FindDeliveries find;

    RiderController(SetAvailability availability, RecordLocation location, FindDeliveries find) {
        this.availability = availability;
        this.location = location;
        this.find = find;
    }

    /** Begins or ends a rider's shift. */
    @PutMapping("/availability")
    ApiResponse<RiderView> availability(
            @RequestBody @Valid AvailabilityRequest request, @AuthenticationPrincipal CurrentUser rider) {
        return ApiResponse.of(availability.set(rider.id(), request.online(), request.location()));
    }

    /** Tells where a rider is. */
    @PutMapping("/location")
    ApiResponse<RiderView> location(@RequestBody @Valid GeoPoint at, @AuthenticationPrincipal CurrentUser rider) {
        return ApiResponse.of(location.ofRider(rider.id(), at));
    }

    /** Lists the offers that a rider may accept. */
    @GetMapping("/offers")
    ApiResponse<List<OfferView>> offers(@AuthenticationPrincipal CurrentUser rider) {
        return ApiResponse.of(find.offersTo(rider.id()));
    }

    /** Lists a rider's deliveries. */
    @GetMapping("/deliveries")
    ApiResponse<List<DeliveryResponse>> deliveries(@AuthenticationPrincipal CurrentUser rider) {
        return ApiResponse.of(
                find.allOfRider(rider.id()).stream().map(DeliveryResponse::of).toList());
    }
}

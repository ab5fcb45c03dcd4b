package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.AssignDelivery;
import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.application.ReturnGoods;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries for customers and admins. */
@RestController
@RequestMapping("/deliveries")
class DeliveryController {

    private final FindDeliveries find;
    private final AssignDelivery assign;
    private final ReturnGoods returnGoods;

    DeliveryController(FindDeliveries find, AssignDelivery assign, ReturnGoods returnGoods) {
        this.find = find;
        this.assign = assign;
        this.returnGoods = returnGoods;
    }

    /**
     * Tells where a delivery is. Its customer, its rider and admins may ask; only the customer sees the code for the
     * handover.
     */
    @GetMapping("/{orderId}/track")
    ApiResponse<TrackResponse> track(@PathVariable UUID orderId, @AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(TrackResponse.of(find.track(orderId, user), user));
    }

    /** Lists deliveries. */
    @GetMapping
    ApiResponse<List<DeliveryResponse>> all(
            @RequestParam(required = false) @Nullable DeliveryStatus status, @Valid PageQuery page) {
        Page<DeliveryView> found = find.all(status, page);
        List<DeliveryResponse> deliveries =
                found.stream().map(DeliveryResponse::of).toList();
        return page.isRequested()
                ? ApiResponse.page(
                        deliveries, Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()))
                : ApiResponse.of(deliveries);
    }

    /** Gives a delivery to a rider. */
    @PostMapping("/{id}/assign")
    ApiResponse<DeliveryResponse> assign(@PathVariable UUID id, @RequestBody @Valid AssignRequest request) {
        return ApiResponse.of(DeliveryResponse.of(assign.assign(id, request.riderId())));
    }

    /** Tells that the goods of a failed delivery are back in the store. */
    @PostMapping("/{id}/returned")
    ApiResponse<DeliveryResponse> returned(@PathVariable UUID id) {
        return ApiResponse.of(DeliveryResponse.of(returnGoods.confirm(id)));
    }
}

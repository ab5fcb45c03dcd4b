package com.homedelivery.order.web;

import com.homedelivery.order.application.CancelOrder;
import com.homedelivery.order.application.FindOrders;
import com.homedelivery.order.application.PlaceOrder;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.StatusOfOrder;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final FindOrders findOrders;

    OrderController(PlaceOrder placeOrder, CancelOrder cancelOrder, FindOrders findOrders) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.findOrders = findOrders;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<OrderResponse> place(
            @AuthenticationPrincipal CurrentUser user,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody PlaceOrderRequest request) {
        UUID id = placeOrder.place(user.id(), request.command(), IdempotencyKey.of(user.id(), "place-order", key));
        return ApiResponse.of(OrderResponse.of(findOrders.one(user, id)));
    }

    @GetMapping
    ApiResponse<List<OrderResponse>> list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @Valid PageQuery page) {
        return listOf(findOrders.of(user.id(), status, page).map(OrderResponse::of), page);
    }

    /** For other services: where orders stand, without those that there are not. */
    @GetMapping("/internal/statuses")
    ApiResponse<List<StatusOfOrder>> statuses(@RequestParam @Size(max = 100) List<UUID> ids) {
        return ApiResponse.of(findOrders.statuses(ids));
    }

    @GetMapping("/stuck")
    ApiResponse<List<StuckOrderResponse>> stuck(@Valid PageQuery page) {
        return listOf(findOrders.stuck(page).map(StuckOrderResponse::of), page);
    }

    @GetMapping("/{id}")
    ApiResponse<OrderResponse> one(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(OrderResponse.of(findOrders.one(user, id)));
    }

    @PostMapping("/{id}/cancel")
    ApiResponse<OrderResponse> cancel(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable CancelRequest request) {
        return ApiResponse.of(
                OrderResponse.of(cancelOrder.cancel(user, id, request == null ? null : request.reason())));
    }

    @GetMapping("/{id}/timeline")
    ApiResponse<List<TimelineResponse>> timeline(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(
                findOrders.timeline(user, id).stream().map(TimelineResponse::of).toList());
    }

    private static <T> ApiResponse<List<T>> listOf(Page<T> found, PageQuery page) {
        return page.isRequested()
                ? ApiResponse.page(
                        found.getContent(),
                        Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()))
                : ApiResponse.of(found.getContent());
    }
}

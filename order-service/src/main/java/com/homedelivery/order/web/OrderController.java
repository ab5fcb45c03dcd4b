package com.homedelivery.order.web;

import com.homedelivery.order.application.CancelOrder;
import com.homedelivery.order.application.FindOrders;
import com.homedelivery.order.application.PlaceOrder;
import com.homedelivery.order.application.QuoteOrder;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.OrderStatusView;
import com.homedelivery.order.domain.OrderedProduct;
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
    private final QuoteOrder quoteOrder;

    OrderController(PlaceOrder placeOrder, CancelOrder cancelOrder, FindOrders findOrders, QuoteOrder quoteOrder) {
        this.placeOrder = placeOrder;
        this.quoteOrder = quoteOrder;
        this.cancelOrder = cancelOrder;
        this.findOrders = findOrders;
    }

    /** Places an order of what is in the cart. Its goods are reserved for the 15 minutes in which it is to be paid. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<OrderResponse> place(
            @AuthenticationPrincipal CurrentUser user,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody PlaceOrderRequest request) {
        return ApiResponse.of(OrderResponse.of(
                placeOrder.place(user, request.toCommand(), IdempotencyKey.of(user.id(), "place-order", key))));
    }

    /**
     * Tells what the cart would cost at the door, and whether it can be ordered. A quote can be ordered for 15 minutes, once,
     * whatever becomes of prices and promotions.
     */
    @PostMapping("/quote")
    ApiResponse<QuoteResponse> quote(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody QuoteRequest request) {
        return ApiResponse.of(QuoteResponse.of(quoteOrder.quote(user, request.toCommand())));
    }

    /** Lists one's orders, newest first. */
    @GetMapping
    ApiResponse<List<OrderResponse>> list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @Valid PageQuery page) {
        return pageOf(findOrders.findByUser(user.id(), status, page).map(OrderResponse::of), page);
    }

    /** Lists what one has bought, to buy it again. What was ordered last comes first. */
    @GetMapping("/products")
    ApiResponse<List<OrderedProduct>> products(@AuthenticationPrincipal CurrentUser user, @Valid PageQuery page) {
        Page<OrderedProduct> found = findOrders.findProducts(user.id(), page);
        return ApiResponse.page(
                found.getContent(), Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()));
    }

    /** Gives the statuses of some orders, for other services. Orders that do not exist are missing in the answer. */
    @GetMapping("/internal/statuses")
    ApiResponse<List<OrderStatusView>> statuses(@RequestParam @Size(max = 100) List<UUID> ids) {
        return ApiResponse.of(findOrders.findStatuses(ids));
    }

    /** Lists orders that stand still and need a person. The longest known come first. */
    @GetMapping("/stuck")
    ApiResponse<List<StuckOrderResponse>> stuck(@Valid PageQuery page) {
        return pageOf(findOrders.findStuck(page).map(StuckOrderResponse::of), page);
    }

    /** Gives an order. */
    @GetMapping("/{id}")
    ApiResponse<OrderResponse> get(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(OrderResponse.of(findOrders.find(user, id)));
    }

    /** Cancels an order. Possible until it has been picked up; what was paid is given back. */
    @PostMapping("/{id}/cancel")
    ApiResponse<OrderResponse> cancel(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable CancelRequest request) {
        return ApiResponse.of(
                OrderResponse.of(cancelOrder.cancel(user, id, request == null ? null : request.reason())));
    }

    /** Tells what has happened to an order. Every change of its status, with time and cause. */
    @GetMapping("/{id}/timeline")
    ApiResponse<List<TimelineResponse>> timeline(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(findOrders.findTimeline(user, id).stream()
                .map(TimelineResponse::of)
                .toList());
    }

    private static <T> ApiResponse<List<T>> pageOf(Page<T> found, PageQuery page) {
        return page.isRequested()
                ? ApiResponse.page(
                        found.getContent(),
                        Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()))
                : ApiResponse.of(found.getContent());
    }
}

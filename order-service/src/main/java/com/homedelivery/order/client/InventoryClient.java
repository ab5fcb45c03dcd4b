package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Called as this service. */
@HttpExchange("/inventory/reservations")
interface InventoryClient {

    @PostExchange
    void reserve(@RequestBody ReservationRequest request);

    @DeleteExchange("/{orderId}")
    void release(@PathVariable UUID orderId);

    @GetExchange("/{orderId}")
    ApiResponse<ReservationResponse> find(@PathVariable UUID orderId);

    record ReservationResponse(String status) {}

    record ReservationRequest(UUID orderId, List<Item> items) {}

    record Item(UUID productId, int quantity) {}

    /** The body of a refused reservation. */
    record ErrorResponse(@Nullable Error error) {

        record Error(String code, @Nullable List<ShortLine> details) {}

        record ShortLine(UUID productId, int requested, int available) {}
    }
}

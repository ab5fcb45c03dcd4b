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

/** Asked as this service. */
@HttpExchange("/inventory/reservations")
interface InventoryClient {

    @PostExchange
    void reserve(@RequestBody Reservation reservation);

    @DeleteExchange("/{orderId}")
    void release(@PathVariable UUID orderId);

    @GetExchange("/{orderId}")
    ApiResponse<Found> find(@PathVariable UUID orderId);

    record Found(String status) {}

    record Reservation(UUID orderId, List<Item> items) {}

    record Item(UUID productId, int quantity) {}

    /** The answer to a reservation that cannot be made. */
    record DomainException(@Nullable Error error) {

        record Error(String code, @Nullable List<ShortLine> details) {}

        record ShortLine(UUID productId, int requested, int available) {}
    }
}

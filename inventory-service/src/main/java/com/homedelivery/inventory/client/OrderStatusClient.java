package com.homedelivery.inventory.client;

import com.homedelivery.shared.api.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Called as this service. */
interface OrderStatusClient {

    /** @param ids separated by commas, at most 100 */
    @GetExchange("/orders/internal/statuses")
    ApiResponse<List<Order>> statuses(@RequestParam String ids);

    /** @param askAgainAt before when it will not be confirmed; null when nothing is known, and from older instances */
    record Order(UUID id, String status, @Nullable Instant askAgainAt) {}
}

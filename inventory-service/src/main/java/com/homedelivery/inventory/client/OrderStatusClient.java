package com.homedelivery.inventory.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Called as this service. */
interface OrderStatusClient {

    /** @param ids separated by commas, at most 100 */
    @GetExchange("/orders/internal/statuses")
    ApiResponse<List<Order>> statuses(@RequestParam String ids);

    record Order(UUID id, String status) {}
}

package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Called as this service. */
interface StockClient {

    /** @param ids separated by commas, at most 100 */
    @GetExchange("/inventory")
    ApiResponse<List<Level>> levels(@RequestParam String ids);

    record Level(UUID productId, int available) {}
}

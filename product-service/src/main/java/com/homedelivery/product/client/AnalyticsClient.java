package com.homedelivery.product.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.service.annotation.GetExchange;

/** Called as this service. */
interface AnalyticsClient {

    @GetExchange("/analytics/products/popularity")
    ApiResponse<List<ProductPopularity>> popularity();

    record ProductPopularity(UUID productId, long orders) {}
}

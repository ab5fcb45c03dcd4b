package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Public: called without a token. */
interface ProductClient {

    /** @param ids separated by commas, at most 100 */
    @GetExchange("/products")
    ApiResponse<List<Product>> products(@RequestParam String ids);

    record Product(UUID id, String name, BigDecimal price, boolean isActive) {}
}

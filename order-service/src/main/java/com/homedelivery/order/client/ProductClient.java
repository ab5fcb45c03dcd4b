package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;

/** Public: called without a token. */
interface ProductClient {

    /** @param ids separated by commas, at most 100 */
    @GetExchange("/products")
    ApiResponse<List<Product>> products(@RequestParam String ids);

    /**
     * @param taxRate null when the catalogue does not say
     * @param categoryPath from the top category down; null when the catalogue has no tree
     */
    record Product(
            UUID id,
            String name,
            BigDecimal price,
            boolean isActive,
            @Nullable String category,
            @Nullable BigDecimal taxRate,
            @Nullable JsonNode categoryPath) {}
}

package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.GetExchange;

/** Called as the customer who is calling this service. */
interface CartClient {

    /** Without what has changed of its products: the catalogue is asked anyway. */
    @GetExchange("/cart?changes=false")
    ApiResponse<Cart> cart();

    record Cart(List<Item> items, @Nullable Long revision) {}

    record Item(UUID productId, String name, int quantity, BigDecimal price) {}
}

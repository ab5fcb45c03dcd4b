package com.homedelivery.cart.client;

import com.homedelivery.shared.api.ApiResponse;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/products")
interface ProductClient {

    @GetExchange("/{id}")
    ApiResponse<CatalogueEntry> product(@PathVariable UUID id);

    record CatalogueEntry(UUID id, String name, BigDecimal price, boolean isActive) {}
}

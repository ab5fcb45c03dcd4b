package com.homedelivery.inventory.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The public catalogue. */
interface ProductClient {

    /** @param ids separated by commas, at most 100; those that are not for sale are missing in the response */
    @GetExchange("/products")
    ApiResponse<List<Product>> products(@RequestParam String ids);

    record Product(UUID id, String name) {}
}

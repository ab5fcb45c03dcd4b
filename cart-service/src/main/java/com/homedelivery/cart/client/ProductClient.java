package com.homedelivery.cart.client;

import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

interface ProductClient {

    /**
     * Those of the products that are for sale. The ETag is the revision of the whole catalogue.
     *
     * @param ids separated by commas, at most 100
     */
    @GetExchange("/products")
    ResponseEntity<ApiResponse<List<PricedProduct>>> products(@RequestParam String ids);

    record PricedProduct(UUID id, String name, BigDecimal price) {

        Product toProduct() {
            return new Product(id, name, price);
        }
    }
}

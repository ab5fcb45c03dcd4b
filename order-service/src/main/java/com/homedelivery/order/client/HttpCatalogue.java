package com.homedelivery.order.client;

import com.homedelivery.order.application.Catalogue;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class HttpCatalogue implements Catalogue {

    private final ProductClient products;

    HttpCatalogue(ProductClient products) {
        this.products = products;
    }

    @Override
    public Map<UUID, Product> forSale(Set<UUID> ids) {
        String list = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
        return ResponseUnwrapper.of("catalogue", () -> products.products(list)).stream()
                .filter(ProductClient.Product::isActive)
                .map(product -> new Product(product.id(), product.name(), product.price()))
                .collect(Collectors.toMap(Product::id, product -> product));
    }
}

package com.homedelivery.inventory.client;

import com.homedelivery.inventory.application.ProductNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Asks product-service, a hundred at a time; after the first call that fails the others are not made. */
@Component
class HttpProductNames implements ProductNames {

    private static final Logger log = LoggerFactory.getLogger(HttpProductNames.class);
    private static final int MAX_IDS = 100;

    private final ProductClient products;

    HttpProductNames(ProductClient products) {
        this.products = products;
    }

    @Override
    public Map<UUID, String> of(Collection<UUID> productIds) {
        Map<UUID, String> names = new HashMap<>();
        try {
            productIds.stream()
                    .distinct()
                    .gather(Gatherers.windowFixed(MAX_IDS))
                    .forEach(ids -> names.putAll(namesOf(ids)));
        } catch (RestClientException e) {
            log.warn("Products are listed without their names: {}", e.getMessage());
        }
        return names;
    }

    private Map<UUID, String> namesOf(List<UUID> ids) {
        List<ProductClient.Product> found = products.products(
                        ids.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .data();
        return found == null
                ? Map.of()
                : found.stream().collect(Collectors.toMap(ProductClient.Product::id, ProductClient.Product::name));
    }
}

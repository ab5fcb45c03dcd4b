package com.homedelivery.order.client;

import com.homedelivery.order.application.Catalogue;
import com.homedelivery.order.domain.pricing.Money;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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
                .map(HttpCatalogue::productOf)
                .collect(Collectors.toMap(Product::id, product -> product));
    }

    private static Product productOf(ProductClient.Product product) {
        BigDecimal taxRate = product.taxRate() == null ? Money.ZERO : Money.round(product.taxRate());
        return new Product(product.id(), product.name(), product.price(), taxRate, categoriesOf(product));
    }

    private static Set<String> categoriesOf(ProductClient.Product product) {
        Set<String> categories = new HashSet<>();
        if (product.category() != null) {
            categories.add(product.category().toLowerCase(Locale.ROOT));
        }
        if (product.categoryPath() != null) {
            addTextsIn(product.categoryPath(), categories);
        }
        return categories;
    }

    /** A path names its categories by slug, or by an object with id, slug and name: all of them are names of it. */
    private static void addTextsIn(JsonNode node, Set<String> categories) {
        if (node.isString()) {
            categories.add(node.asString().toLowerCase(Locale.ROOT));
        }
        node.forEach(child -> addTextsIn(child, categories));
    }
}

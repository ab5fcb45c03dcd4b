package com.homedelivery.order.support;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The product service's {@code GET /products?ids=}. Like that, it leaves out what is not active. */
public final class ProductServiceStub {

    /** A product of the catalogue. */
    public record Product(UUID id, String name, BigDecimal price, boolean isActive) {}

    private final Map<UUID, Product> products = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::find);

    public StubService service() {
        return service;
    }

    public Product add(String name, String price, boolean isActive) {
        Product product = new Product(UUID.randomUUID(), name, new BigDecimal(price), isActive);
        products.put(product.id(), product);
        return product;
    }

    private Response find(Request request) {
        List<Map<String, Object>> found = Arrays.stream(
                        request.queryParameter("ids").split(","))
                .map(UUID::fromString)
                .map(products::get)
                .filter(product -> product != null && product.isActive())
                .map(product -> Map.<String, Object>of(
                        "id", product.id(),
                        "name", product.name(),
                        "category", "food",
                        "price", product.price(),
                        "isActive", true))
                .toList();
        return Response.ok(found);
    }
}

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
    public record Product(
            UUID id, String name, BigDecimal price, boolean isActive, String category, BigDecimal taxRate) {}

    private final Map<UUID, Product> products = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::find);

    public StubService service() {
        return service;
    }

    public Product add(String name, String price, boolean isActive) {
        return add(name, price, isActive, "food", "0.00");
    }

    public Product add(String name, String price, boolean isActive, String category, String taxRate) {
        return put(new Product(
                UUID.randomUUID(), name, new BigDecimal(price), isActive, category, new BigDecimal(taxRate)));
    }

    /** From now on it costs something else. */
    public void setPrice(Product product, String price) {
        put(new Product(
                product.id(),
                product.name(),
                new BigDecimal(price),
                product.isActive(),
                product.category(),
                product.taxRate()));
    }

    private Product put(Product product) {
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
                        "category", product.category(),
                        "taxRate", product.taxRate(),
                        "categoryPath",
                                List.of(Map.of("id", UUID.randomUUID(), "slug", "all-food", "name", "All food")),
                        "price", product.price(),
                        "isActive", true))
                .toList();
        return Response.ok(found);
    }
}

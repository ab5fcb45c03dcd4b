package com.homedelivery.cart;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The product service's {@code GET /products?ids=}, with the products that a test sells. */
final class ProductLookupStub {

    private final StubService service = StubService.start(this::find);
    private final Map<String, Map<String, Object>> products = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong(1);

    String url() {
        return service.url();
    }

    /** Sells a new product. */
    UUID sell(String name, String price) {
        UUID id = UUID.randomUUID();
        change(id, name, price);
        return id;
    }

    void change(UUID id, String name, String price) {
        products.put(
                id.toString(),
                Map.of(
                        "id",
                        id,
                        "name",
                        name,
                        "category",
                        "food",
                        "price",
                        new BigDecimal(price),
                        "isActive",
                        true,
                        "createdAt",
                        "2026-01-31T10:15:30.123Z"));
        revision.incrementAndGet();
    }

    void stopSelling(UUID id) {
        products.remove(id.toString());
        revision.incrementAndGet();
    }

    void goDown() {
        service.goDown();
    }

    void recover() {
        service.recover();
    }

    int requests() {
        return service.requests().size();
    }

    long requestsFor(UUID id) {
        return service.requests().stream()
                .filter(request -> idsOf(request).anyMatch(id.toString()::equals))
                .count();
    }

    private static Stream<String> idsOf(Request request) {
        return Arrays.stream(request.queryParameter("ids").split(","));
    }

    private Response find(Request request) {
        String etag = "W/\"" + revision.get() + "\"";
        return Response.ok(idsOf(request)
                        .filter(products::containsKey)
                        .map(products::get)
                        .toList())
                .with("ETag", etag);
    }
}

package com.homedelivery.cart;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The inventory service's {@code GET /inventory?ids=}. */
final class StockLookupStub {

    private static final int PLENTY = 1_000;

    private final StubService service = StubService.start(this::levels);
    private final Map<String, Integer> available = new ConcurrentHashMap<>();

    String url() {
        return service.url();
    }

    /** So many units of a product can be had from now on; the service knows it a second later. */
    void has(UUID productId, int units) {
        available.put(productId.toString(), units);
    }

    void goDown() {
        service.goDown();
    }

    /** From now on it takes requests and does not answer, until {@link #recover}. */
    void hang() {
        service.hold();
    }

    void recover() {
        service.recover();
    }

    int requests() {
        return service.requests().size();
    }

    private Response levels(Request request) {
        return Response.ok(Arrays.stream(request.queryParameter("ids").split(","))
                .map(id -> {
                    int units = available.getOrDefault(id, PLENTY);
                    return Map.of("productId", id, "quantity", units, "reserved", 0, "available", units);
                })
                .toList());
    }
}

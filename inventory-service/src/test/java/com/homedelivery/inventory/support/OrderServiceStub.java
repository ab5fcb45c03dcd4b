package com.homedelivery.inventory.support;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The order service's {@code GET /orders/internal/statuses}, for services only. It knows the orders that it is given. */
public final class OrderServiceStub {

    private final Map<UUID, Map<String, Object>> statuses = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::statuses);

    public StubService service() {
        return service;
    }

    public void add(UUID orderId, String status) {
        statuses.put(orderId, Map.of("id", orderId, "status", status));
    }

    /** An order that waits for its slot. */
    public void addWaiting(UUID orderId, Instant until) {
        statuses.put(orderId, Map.of("id", orderId, "status", "PENDING", "askAgainAt", until));
    }

    /** How often it was asked about an order, whether it answered or not. */
    public long requestsAbout(UUID orderId) {
        return service.requests().stream()
                .filter(request -> request.queryParameter("ids").contains(orderId.toString()))
                .count();
    }

    private Response statuses(Request request) {
        if (!request.isFromService()) {
            return Response.error(403, "FORBIDDEN");
        }
        return Response.ok(Arrays.stream(request.queryParameter("ids").split(","))
                .map(UUID::fromString)
                .filter(statuses::containsKey)
                .map(statuses::get)
                .toList());
    }
}

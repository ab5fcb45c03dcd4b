package com.homedelivery.payment.support;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The order service's {@code GET /orders/{id}}. It knows the orders that it is given. */
public final class OrderServiceStub {

    private record Order(Map<String, Object> data, String token) {}

    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final StubService service = StubService.start(this::find);

    public String url() {
        return service.url();
    }

    /** An order that only this customer's token finds. */
    public void add(UUID orderId, ApiClient customer, String status, String total) {
        Map<String, Object> data = Map.of(
                "id",
                orderId,
                "userId",
                customer.userId(),
                "status",
                status,
                "totalAmount",
                new BigDecimal(total),
                "createdAt",
                "2026-01-31T10:15:30.123Z",
                "updatedAt",
                "2026-01-31T10:15:30.123Z");
        orders.put("/orders/" + orderId, new Order(data, customer.token()));
    }

    public void failFor(UUID orderId) {
        failing.add("/orders/" + orderId);
    }

    private Response find(Request request) {
        Order order = orders.get(request.path());
        if (failing.contains(request.path())) {
            return Response.error(500, "SERVICE_ERROR");
        }
        return order != null && order.token().equals(request.token())
                ? Response.ok(order.data())
                : Response.error(404, "NOT_FOUND");
    }
}

package com.homedelivery.order.support;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The payment service's {@code POST /payments/orders/{orderId}/close}, for services only. */
public final class PaymentServiceStub {

    private final Map<UUID, Map<String, Object>> payments = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::close);

    public StubService service() {
        return service;
    }

    /** There is a payment of the order; without one, the order can be closed to payment. */
    public void add(UUID orderId, String status, String amount, String method) {
        payments.put(
                orderId,
                Map.of(
                        "id",
                        EventFixtures.PAYMENT,
                        "status",
                        status,
                        "amount",
                        new BigDecimal(amount),
                        "paymentMethod",
                        method));
    }

    public int closeRequestsFor(UUID orderId) {
        return service.requestsTo("/payments/orders/" + orderId + "/close").size();
    }

    private Response close(Request request) {
        if (!request.isFromService()) {
            return Response.error(403, "FORBIDDEN");
        }
        UUID orderId = UUID.fromString(request.pathSegment(2));
        Map<String, Object> payment = payments.get(orderId);
        return Response.ok(
                payment == null
                        ? Map.of("orderId", orderId, "closed", true)
                        : Map.of("orderId", orderId, "closed", false, "payment", payment));
    }
}

package com.homedelivery.order.support;

import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The delivery service's {@code GET /deliveries/orders/{orderId}} and {@code POST /deliveries/orders/{orderId}/stop}, for
 * services only. Unless a test says otherwise, no delivery has begun, and it can be stopped.
 */
public final class DeliveryServiceStub {

    /** When every delivery reached its status. */
    public static final Instant SINCE = Instant.parse("2026-01-31T12:40:00.000Z");

    /** The state of a delivery. */
    public record Delivery(
            String status,
            String goods,
            boolean stopped,
            @Nullable String reason) {

        public Delivery(String status, String goods) {
            this(status, goods, false, null);
        }
    }

    private final Map<UUID, Delivery> deliveries = new ConcurrentHashMap<>();
    private final Map<UUID, String> stopOutcomes = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::handle);

    public StubService service() {
        return service;
    }

    public void set(UUID orderId, Delivery delivery) {
        deliveries.put(orderId, delivery);
    }

    /** What is answered to a request to stop the delivery. */
    public void setStopOutcome(UUID orderId, String outcome) {
        stopOutcomes.put(orderId, outcome);
    }

    /** Each with its reason, and whether a rider who has the goods was to return them. */
    public List<String> stopRequestsFor(UUID orderId) {
        return service.requestsTo("/deliveries/orders/" + orderId + "/stop").stream()
                .map(DeliveryServiceStub::describe)
                .toList();
    }

    private static String describe(Request request) {
        JsonNode stop = request.json();
        return stop.get("reason").asString() + (stop.get("evenIfPickedUp").asBoolean() ? ", even if picked up" : "");
    }

    private Response handle(Request request) {
        if (!request.isFromService()) {
            return Response.error(403, "FORBIDDEN");
        }
        UUID orderId = UUID.fromString(request.pathSegment(2));
        return request.method().equals("POST")
                ? Response.ok(Map.of("orderId", orderId, "outcome", stopOutcomes.getOrDefault(orderId, "STOPPED")))
                : Response.ok(find(orderId));
    }

    private Map<String, Object> find(UUID orderId) {
        Delivery delivery = deliveries.getOrDefault(orderId, new Delivery("NONE", "IN_STORE"));
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("orderId", orderId);
        found.put("status", delivery.status());
        found.put("stopped", delivery.stopped());
        found.put("goods", delivery.goods());
        if (!delivery.status().equals("NONE")) {
            found.put("deliveryId", EventFixtures.DELIVERY);
            found.put("deliveryAgentId", EventFixtures.RIDER);
            found.put("since", SINCE.toString());
        }
        if (delivery.reason() != null) {
            found.put("reason", delivery.reason());
        }
        return found;
    }
}

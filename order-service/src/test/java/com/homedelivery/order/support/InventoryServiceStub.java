package com.homedelivery.order.support;

import com.homedelivery.order.support.ProductServiceStub.Product;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The inventory service's {@code /inventory/reservations}, for services only. */
public final class InventoryServiceStub {

    private final Map<UUID, Integer> stock = new ConcurrentHashMap<>();
    private final Map<UUID, Map<UUID, Integer>> reservations = new ConcurrentHashMap<>();
    private final StubService service = StubService.start(this::handle);
    private volatile CountDownLatch reservationsHeld = new CountDownLatch(0);

    public StubService service() {
        return service;
    }

    public void setStock(Product product, int quantity) {
        stock.put(product.id(), quantity);
    }

    public int stockOf(Product product) {
        return stock.get(product.id());
    }

    /** Units by product id; empty when nothing is reserved for the order. */
    public Map<UUID, Integer> reservationOf(UUID orderId) {
        return reservations.getOrDefault(orderId, Map.of());
    }

    /** How often it was asked to release a reservation. */
    public long releaseRequests() {
        return service.requests().stream()
                .filter(request -> request.method().equals("DELETE"))
                .count();
    }

    /** From now on requests to reserve wait, and no others, until {@link #recover}. */
    public void holdReservations() {
        reservationsHeld = new CountDownLatch(1);
    }

    public void recover() {
        reservationsHeld.countDown();
        service.recover();
    }

    private Response handle(Request request) {
        if (request.path().equals("/inventory")) {
            return Response.ok(levels(request));
        }
        if (!request.isFromService()) {
            return Response.error(403, "FORBIDDEN");
        }
        return switch (request.method()) {
            case "GET" -> Response.ok(Map.of("orderId", orderIdIn(request), "status", "COMMITTED"));
            case "DELETE" -> release(orderIdIn(request));
            default -> {
                awaitRecovery();
                yield reserve(request);
            }
        };
    }

    private List<Map<String, Object>> levels(Request request) {
        return Stream.of(request.queryParameter("ids").split(","))
                .map(UUID::fromString)
                .map(id -> Map.<String, Object>of("productId", id, "available", stock.getOrDefault(id, 0)))
                .toList();
    }

    private static UUID orderIdIn(Request request) {
        return UUID.fromString(request.pathSegment(2));
    }

    private void awaitRecovery() {
        try {
            reservationsHeld.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Response reserve(Request request) {
        UUID orderId = UUID.fromString(request.json().get("orderId").asString());
        Map<UUID, Integer> wanted = new LinkedHashMap<>();
        request.json()
                .get("items")
                .forEach(item -> wanted.put(
                        UUID.fromString(item.get("productId").asString()),
                        item.get("quantity").asInt()));
        List<Map<String, Object>> shortLines = wanted.entrySet().stream()
                .filter(line -> stock.get(line.getKey()) < line.getValue())
                .map(line -> Map.<String, Object>of(
                        "productId", line.getKey(),
                        "requested", line.getValue(),
                        "available", stock.get(line.getKey())))
                .toList();
        if (!shortLines.isEmpty()) {
            return Response.error(409, "INSUFFICIENT_STOCK", shortLines);
        }
        wanted.forEach((id, quantity) -> stock.merge(id, -quantity, Integer::sum));
        reservations.put(orderId, wanted);
        return Response.data(
                201, Map.of("orderId", orderId, "expiresAt", "2026-01-31T10:15:30.123Z", "items", List.of()));
    }

    private synchronized Response release(UUID orderId) {
        reservationOf(orderId).forEach((id, quantity) -> stock.merge(id, quantity, Integer::sum));
        reservations.remove(orderId);
        return Response.ok(Map.of());
    }
}

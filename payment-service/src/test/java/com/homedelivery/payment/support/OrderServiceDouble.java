package com.homedelivery.payment.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The order service's {@code GET /orders/{id}}, on a real port. It knows the orders it is told. */
public final class OrderServiceDouble {

    private static final String NOT_FOUND =
            "{\"success\":false,\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Order not found\"},"
                    + "\"timestamp\":\"2026-01-31T10:15:30.123Z\"}";

    private record Order(String body, String token) {}

    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final HttpServer server;

    public OrderServiceDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/orders/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** An order that only the holder of the token sees. */
    public void knows(UUID orderId, UUID userId, String status, String total, String token) {
        orders.put("/orders/" + orderId, new Order("""
                {"success": true, "timestamp": "2026-01-31T10:15:30.123Z", "data":
                  {"id": "%s", "userId": "%s", "status": "%s", "totalAmount": %s, "items": [], "paymentId": null,
                   "createdAt": "2026-01-31T10:15:30.123Z", "updatedAt": "2026-01-31T10:15:30.123Z"}}
                """.formatted(orderId, userId, status, total), "Bearer " + token));
    }

    public void failsFor(UUID orderId) {
        outages.put("/orders/" + orderId, 500);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Order order = orders.get(path);
            boolean own = order != null
                    && order.token().equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (own ? order.body() : NOT_FOUND).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(outages.getOrDefault(path, own ? 200 : 404), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

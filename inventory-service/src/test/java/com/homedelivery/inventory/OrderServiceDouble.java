package com.homedelivery.inventory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The order service's {@code GET /orders/internal/statuses}, on a real port. It knows the orders it is told. */
final class OrderServiceDouble {

    private final Map<UUID, String> statuses = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile boolean isAway;

    OrderServiceDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/orders/internal/statuses", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void knows(UUID orderId, String status) {
        statuses.put(orderId, status);
    }

    void goesAway() {
        isAway = true;
    }

    void comesBack() {
        isAway = false;
    }

    /** How often it was asked about an order, whether it answered or not. */
    long timesAskedAbout(UUID orderId) {
        return asked.stream().filter(ids -> ids.contains(orderId.toString())).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String ids = exchange.getRequestURI().getQuery().substring("ids=".length());
            asked.add(ids);
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            boolean answers = !isAway && token != null && token.startsWith("Bearer ");
            String orders = Arrays.stream(ids.split(","))
                    .map(UUID::fromString)
                    .filter(statuses::containsKey)
                    .map(id -> "{\"id\": \"%s\", \"status\": \"%s\"}".formatted(id, statuses.get(id)))
                    .collect(Collectors.joining(","));
            byte[] body = "{\"success\": true, \"data\": [%s], \"timestamp\": \"2026-01-31T10:15:30.123Z\"}"
                    .formatted(orders)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answers ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

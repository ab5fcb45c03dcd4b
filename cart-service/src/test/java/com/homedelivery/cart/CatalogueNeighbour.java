package com.homedelivery.cart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** The product service, as far as carts need it: a real HTTP server that answers as it does. */
final class CatalogueNeighbour {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, Map<String, Object>> products = new ConcurrentHashMap<>();
    private final Map<String, Integer> questions = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong(1);
    private volatile boolean down;

    private CatalogueNeighbour(HttpServer server) {
        this.server = server;
    }

    static CatalogueNeighbour start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            CatalogueNeighbour neighbour = new CatalogueNeighbour(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/products", neighbour::answer);
            server.start();
            return neighbour;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    UUID sells(String name, String price) {
        UUID id = UUID.randomUUID();
        put(id, name, price, true);
        return id;
    }

    void reprices(UUID id, String name, String price) {
        put(id, name, price, true);
    }

    void stopsSelling(UUID id) {
        put(id, "Gone", "1.00", false);
    }

    void goesDown() {
        down = true;
    }

    void comesUp() {
        down = false;
    }

    /** How often it was asked for this product. */
    int questionsFor(UUID id) {
        return questions.getOrDefault(id.toString(), 0);
    }

    private void put(UUID id, String name, String price, boolean isActive) {
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
                        isActive,
                        "createdAt",
                        "2026-01-31T10:15:30.123Z"));
        revision.incrementAndGet();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String etag = "W/\"" + revision.get() + "\"";
            String id = exchange.getRequestURI().getQuery().replaceFirst("^ids=", "");
            questions.merge(id, 1, Integer::sum);
            Map<String, Object> product = products.get(id);
            boolean isForSale = product != null && product.get("isActive").equals(true);
            if (down) {
                write(exchange, 503, Map.of("success", false));
            } else {
                exchange.getResponseHeaders().add("ETag", etag);
                write(
                        exchange,
                        200,
                        Map.of(
                                "success",
                                true,
                                "data",
                                isForSale ? List.of(product) : List.of(),
                                "timestamp",
                                "2026-01-31T10:15:30.123Z"));
            }
        }
    }

    private static void write(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

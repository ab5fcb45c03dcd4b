package com.homedelivery.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cart, catalogue and inventory, as far as orders need them: a real HTTP server that answers as they do. Carts are known
 * by the token of their owner, so that a cart is only found when the customer's own token arrives.
 */
final class Neighbours {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, List<Product>> carts = new ConcurrentHashMap<>();
    private final Map<UUID, Product> catalogue = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> stock = new ConcurrentHashMap<>();
    private final Map<UUID, Map<UUID, Integer>> reservations = new ConcurrentHashMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private volatile boolean answersAreLost;

    /** A product, and how many of it are in a cart at which price. */
    record Product(UUID id, String name, BigDecimal price, boolean isActive, int quantity, BigDecimal priceInCart) {}

    private Neighbours(HttpServer server) {
        this.server = server;
    }

    static Neighbours start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            Neighbours neighbours = new Neighbours(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/cart", exchange -> neighbours.answer("cart", exchange));
            server.createContext("/products", exchange -> neighbours.answer("product", exchange));
            server.createContext("/inventory/reservations", exchange -> neighbours.answer("inventory", exchange));
            server.start();
            return neighbours;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Puts a product on sale, and into the cart of whoever has the token. */
    Product inCartOf(Api customer, String name, int quantity, String price) {
        return inCartOf(customer, name, quantity, price, price, true);
    }

    Product inCartOf(Api customer, String name, int quantity, String priceInCart, String priceNow, boolean isActive) {
        Product product = new Product(
                UUID.randomUUID(), name, new BigDecimal(priceNow), isActive, quantity, new BigDecimal(priceInCart));
        catalogue.put(product.id(), product);
        stock.put(product.id(), 1000);
        carts.merge(
                customer.token(),
                List.of(product),
                (old, added) -> Stream.of(old, added).flatMap(List::stream).toList());
        return product;
    }

    void stockOf(Product product, int quantity) {
        stock.put(product.id(), quantity);
    }

    int stockOf(Product product) {
        return stock.get(product.id());
    }

    Map<UUID, Integer> reservationOf(UUID orderId) {
        return reservations.getOrDefault(orderId, Map.of());
    }

    void takeDown(String service) {
        down.add(service);
    }

    /** Stock is reserved, but whoever asked for it does not learn of it. */
    void loseAnswersToReservations() {
        answersAreLost = true;
    }

    void bringUp() {
        down.clear();
        answersAreLost = false;
    }

    private void answer(String service, HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down.contains(service)) {
                write(exchange, 503, "{\"success\":false,\"error\":{\"code\":\"SERVICE_ERROR\",\"message\":\"down\"}}");
                return;
            }
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .replaceFirst("^Bearer ", "");
            switch (service) {
                case "cart" -> cart(exchange, token);
                case "product" -> products(exchange);
                default -> inventory(exchange, token);
            }
        }
    }

    private void cart(HttpExchange exchange, String token) throws IOException {
        List<Map<String, Object>> items = carts.getOrDefault(token, List.of()).stream()
                .map(product -> Map.<String, Object>of(
                        "productId", product.id(),
                        "name", product.name(),
                        "quantity", product.quantity(),
                        "price", product.priceInCart()))
                .toList();
        data(exchange, 200, Map.of("userId", UUID.randomUUID(), "items", items, "total", 0));
    }

    private void products(HttpExchange exchange) throws IOException {
        String ids = exchange.getRequestURI().getQuery().replaceFirst("^ids=", "");
        List<Map<String, Object>> found = Arrays.stream(ids.split(","))
                .map(UUID::fromString)
                .map(catalogue::get)
                .filter(product -> product != null && product.isActive())
                .map(product -> Map.<String, Object>of(
                        "id", product.id(),
                        "name", product.name(),
                        "category", "food",
                        "price", product.price(),
                        "isActive", true))
                .toList();
        data(exchange, 200, found);
    }

    private void inventory(HttpExchange exchange, String token) throws IOException {
        if (!new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8)
                .contains("\"role\":\"service\"")) {
            write(exchange, 403, "{\"success\":false,\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"no service\"}}");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            String path = exchange.getRequestURI().getPath();
            release(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
            data(exchange, 200, Map.of());
        } else {
            reserve(exchange, JSON.readTree(exchange.getRequestBody()));
        }
    }

    private synchronized void reserve(HttpExchange exchange, JsonNode request) throws IOException {
        UUID orderId = UUID.fromString(request.get("orderId").asString());
        Map<UUID, Integer> wanted = new LinkedHashMap<>();
        request.get("items")
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
            write(
                    exchange,
                    409,
                    JSON.writeValueAsString(Map.of(
                            "success",
                            false,
                            "error",
                            Map.of("code", "INSUFFICIENT_STOCK", "message", "Not enough", "details", shortLines))));
            return;
        }
        wanted.forEach((id, quantity) -> stock.merge(id, -quantity, Integer::sum));
        reservations.put(orderId, wanted);
        if (answersAreLost) {
            return;
        }
        data(exchange, 201, Map.of("orderId", orderId, "expiresAt", "2026-01-31T10:15:30.123Z", "items", List.of()));
    }

    private synchronized void release(UUID orderId) {
        reservations.getOrDefault(orderId, Map.of()).forEach((id, quantity) -> stock.merge(id, quantity, Integer::sum));
        reservations.remove(orderId);
    }

    private static void data(HttpExchange exchange, int status, Object data) throws IOException {
        write(
                exchange,
                status,
                JSON.writeValueAsString(
                        Map.of("success", true, "data", data, "timestamp", "2026-01-31T10:15:30.123Z")));
    }

    private static void write(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

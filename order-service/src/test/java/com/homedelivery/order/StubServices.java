package com.homedelivery.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cart, catalogue, inventory, payments and deliveries, as far as orders need them: a real HTTP server that answers as they do. Carts are known
 * by the token of their owner, so that a cart is only found when the customer's own token arrives.
 */
final class StubServices {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, List<Product>> carts = new ConcurrentHashMap<>();
    private final Map<String, Integer> revisions = new ConcurrentHashMap<>();
    private final Map<UUID, Product> catalogue = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> stock = new ConcurrentHashMap<>();
    private final Map<UUID, Map<UUID, Integer>> reservations = new ConcurrentHashMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Map<String, Object>> payments = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> closings = new ConcurrentHashMap<>();
    private final Map<UUID, Delivery> deliveries = new ConcurrentHashMap<>();
    private final Map<UUID, String> answersToStop = new ConcurrentHashMap<>();
    private final Map<UUID, List<String>> stops = new ConcurrentHashMap<>();
    private volatile boolean answersAreLost;
    private volatile CountDownLatch reservationsResume = new CountDownLatch(0);
    private final AtomicInteger releases = new AtomicInteger();

    static final Instant DELIVERY_SINCE = Instant.parse("2026-01-31T12:40:00.000Z");

    /** Where a delivery stands. */
    record Delivery(String status, String goods, boolean stopped, String reason) {}

    /** A product, and how many of it are in a cart at which price. */
    record Product(UUID id, String name, BigDecimal price, boolean isActive, int quantity, BigDecimal priceInCart) {}

    private StubServices(HttpServer server) {
        this.server = server;
    }

    static StubServices start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            StubServices neighbours = new StubServices(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/cart", exchange -> neighbours.answer("cart", exchange));
            server.createContext("/products", exchange -> neighbours.answer("product", exchange));
            server.createContext("/inventory/reservations", exchange -> neighbours.answer("inventory", exchange));
            server.createContext("/payments/orders", exchange -> neighbours.answer("payment", exchange));
            server.createContext("/deliveries/orders", exchange -> neighbours.answer("delivery", exchange));
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
        changeCartOf(customer);
        carts.merge(
                customer.token(),
                List.of(product),
                (old, added) -> Stream.of(old, added).flatMap(List::stream).toList());
        return product;
    }

    /** The customer has another cart now, with the same in it. */
    void changeCartOf(Api customer) {
        revisions.merge(customer.token(), 1, Integer::sum);
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

    /** There is a live payment of an order; without one, an order can be closed to payment. */
    void paid(UUID orderId, String status, String amount, String method) {
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

    int closingsAskedFor(UUID orderId) {
        return closings.getOrDefault(orderId, 0);
    }

    void delivers(UUID orderId, Delivery delivery) {
        deliveries.put(orderId, delivery);
    }

    /** Unless it is told so, a delivery can be stopped. */
    void answersToStop(UUID orderId, String outcome) {
        answersToStop.put(orderId, outcome);
    }

    /** Each with its reason, and whether the rider was to turn back, too. */
    List<String> stopsAskedFor(UUID orderId) {
        return stops.getOrDefault(orderId, List.of());
    }

    void takeDown(String service) {
        down.add(service);
    }

    /** Stock is reserved, but whoever asked for it does not learn of it. */
    void loseAnswersToReservations() {
        answersAreLost = true;
    }

    /** Inventory does not get round to reserving anything until it is brought up. */
    void holdUpReservations() {
        reservationsResume = new CountDownLatch(1);
    }

    /** How often inventory was asked to let go of something. */
    int releasesAskedFor() {
        return releases.get();
    }

    void bringUp() {
        down.clear();
        answersAreLost = false;
        reservationsResume.countDown();
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
                default -> {
                    if (isOfAService(token)) {
                        forServices(service, exchange);
                    } else {
                        write(
                                exchange,
                                403,
                                "{\"success\":false,\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"no service\"}}");
                    }
                }
            }
        }
    }

    private static boolean isOfAService(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8)
                .contains("\"role\":\"service\"");
    }

    private void forServices(String service, HttpExchange exchange) throws IOException {
        switch (service) {
            case "payment" -> close(exchange);
            case "delivery" -> delivery(exchange);
            default -> inventory(exchange);
        }
    }

    /** {@code POST /payments/orders/{orderId}/close} */
    private void close(HttpExchange exchange) throws IOException {
        UUID orderId = UUID.fromString(exchange.getRequestURI().getPath().split("/")[3]);
        closings.merge(orderId, 1, Integer::sum);
        Map<String, Object> payment = payments.get(orderId);
        data(
                exchange,
                200,
                payment == null
                        ? Map.of("orderId", orderId, "closed", true)
                        : Map.of("orderId", orderId, "closed", false, "payment", payment));
    }

    /** {@code GET /deliveries/orders/{orderId}} and {@code POST /deliveries/orders/{orderId}/stop} */
    private void delivery(HttpExchange exchange) throws IOException {
        UUID orderId = UUID.fromString(exchange.getRequestURI().getPath().split("/")[3]);
        if (exchange.getRequestMethod().equals("POST")) {
            JsonNode asked = JSON.readTree(exchange.getRequestBody());
            String how = asked.get("reason").asString()
                    + (asked.get("evenIfPickedUp").asBoolean() ? ", even if picked up" : "");
            stops.merge(
                    orderId,
                    List.of(how),
                    (old, added) -> Stream.of(old, added).flatMap(List::stream).toList());
            data(exchange, 200, Map.of("orderId", orderId, "outcome", answersToStop.getOrDefault(orderId, "STOPPED")));
            return;
        }
        Delivery delivery = deliveries.getOrDefault(orderId, new Delivery("NONE", "IN_STORE", false, null));
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("orderId", orderId);
        found.put("status", delivery.status());
        found.put("stopped", delivery.stopped());
        found.put("goods", delivery.goods());
        if (!delivery.status().equals("NONE")) {
            found.put("deliveryId", EventFixtures.DELIVERY);
            found.put("deliveryAgentId", EventFixtures.RIDER);
            found.put("since", DELIVERY_SINCE.toString());
        }
        if (delivery.reason() != null) {
            found.put("reason", delivery.reason());
        }
        data(exchange, 200, found);
    }

    private void cart(HttpExchange exchange, String token) throws IOException {
        List<Map<String, Object>> items = carts.getOrDefault(token, List.of()).stream()
                .map(product -> Map.<String, Object>of(
                        "productId", product.id(),
                        "name", product.name(),
                        "quantity", product.quantity(),
                        "price", product.priceInCart()))
                .toList();
        data(
                exchange,
                200,
                Map.of(
                        "userId",
                        UUID.randomUUID(),
                        "items",
                        items,
                        "total",
                        0,
                        "revision",
                        revisions.getOrDefault(token, 0)));
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

    private void inventory(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            data(exchange, 200, Map.of("orderId", path.substring(path.lastIndexOf('/') + 1), "status", "COMMITTED"));
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            releases.incrementAndGet();
            release(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
            data(exchange, 200, Map.of());
        } else {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            awaitResumption();
            reserve(exchange, request);
        }
    }

    private void awaitResumption() {
        try {
            reservationsResume.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.homedelivery.client.http.ApiException;
import com.homedelivery.client.model.Order;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomeDeliveryTests {

    private static final UUID ID = UUID.fromString("01947f3e-5c1a-7d2b-9e4f-6a8b0c1d2e03");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HomeDelivery shop;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
        shop = HomeDelivery.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheTokenAndGivesTheDataOfTheEnvelope() {
        answer(200, Map.of(), """
                {"success":true,"data":{"userId":"%s","items":[],"total":0,"updatedAt":"2026-01-31T10:15:30.123Z",
                 "revision":0},"timestamp":"2026-01-31T10:15:30.123Z"}""".formatted(ID));

        assertThat(shop.withToken(() -> "secret")
                        .cart()
                        .getCart(null, null)
                        .getData()
                        .getUserId())
                .isEqualTo(ID);
        assertThat(asked).containsExactly("GET /api/cart Bearer secret");
    }

    @Test
    void sendsNoTokenWhereThereIsNone() {
        answer(200, Map.of(), "{\"success\":true,\"data\":[],\"timestamp\":\"2026-01-31T10:15:30.123Z\"}");

        assertThat(shop.products().listCategories(null).getData()).isEmpty();
        assertThat(asked).containsExactly("GET /api/products/categories null");
    }

    @Test
    void throwsTheCodeOfAnErrorAndWhenToTryAgain() {
        answer(429, Map.of("Retry-After", "7", "X-Request-Id", "r"), """
                {"success":false,"error":{"code":"RATE_LIMIT_EXCEEDED","message":"Slow down"},"timestamp":""}""");

        HomeDeliveryException error = catchThrowableOfType(
                HomeDeliveryException.class, () -> shop.orders().getOrder(ID));

        assertThat(error).hasMessage("Slow down");
        assertThat(error.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(error.status()).isEqualTo(429);
        assertThat(error.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(error.requestId()).contains("r");
        assertThat(error.fields()).isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithWhichField() {
        answer(400, Map.of(), """
                {"success":false,"error":{"code":"VALIDATION_ERROR","message":"Not valid",
                 "details":[{"field":"email","message":"must not be blank"}]},"timestamp":""}""");

        HomeDeliveryException error = catchThrowableOfType(
                HomeDeliveryException.class, () -> shop.orders().getOrder(ID));

        assertThat(error.fields()).containsExactly(Map.entry("email", "must not be blank"));
        assertThat(error.retryAfter()).isEmpty();
    }

    @Test
    void anAnswerOfSomebodyOnTheWayIsAnErrorToo() {
        answer(502, Map.of(), "<html>Bad gateway</html>");

        HomeDeliveryException error = catchThrowableOfType(
                HomeDeliveryException.class, () -> shop.orders().getOrder(ID));

        assertThat(error.code()).isEqualTo("INTERNAL_ERROR");
        assertThat(error.status()).isEqualTo(502);
    }

    @Test
    void aDateToTryAgainAtIsNoTime() {
        answer(503, Map.of("Retry-After", "Fri, 27 Nov 2026 10:15:30 GMT"), "Maintenance");

        HomeDeliveryException error = catchThrowableOfType(
                HomeDeliveryException.class, () -> shop.orders().getOrder(ID));

        assertThat(error.retryAfter()).isEmpty();
    }

    @Test
    void anErrorThatWasCutOffStillHasItsStatus() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, 1000);
            exchange.getResponseBody().write("{\"success\":false,".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });

        HomeDeliveryException error = catchThrowableOfType(
                HomeDeliveryException.class, () -> shop.orders().getOrder(ID));

        assertThat(error.status()).isEqualTo(500);
        assertThat(error.code()).isEqualTo("INTERNAL_ERROR");
        assertThat(error.details().isMissingNode()).isTrue();
    }

    @Test
    void noAnswerIsAnotherException() {
        server.stop(0);

        assertThatThrownBy(() -> shop.orders().getOrder(ID))
                .isInstanceOf(ApiException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void readsAStatusThatIsYoungerThanThisClient() {
        answer(200, Map.of(), """
                {"success":true,"data":{"id":"%s","status":"FLYING","colour":"red"},"timestamp":"2026-01-31T10:15:30Z"}
                """.formatted(ID));

        assertThat(shop.orders().getOrder(ID).getData().getStatus())
                .isEqualTo(Order.StatusEnum.UNKNOWN_DEFAULT_OPEN_API);
    }

    @Test
    void hasEachPartOfTheApi() {
        List<String> parts = Documents.read("openapi.json").get("tags").findValuesAsText("name");

        assertThat(Arrays.stream(HomeDelivery.class.getMethods())
                        .filter(method ->
                                method.getReturnType().getPackageName().endsWith(".api"))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(parts);
    }

    @Test
    void hasAMethodForEachOperation() {
        List<String> operations = Documents.read("openapi.json").get("paths").findParents("operationId").stream()
                .filter(operation -> !operation.path("x-internal").asBoolean())
                .map(operation -> operation.get("operationId").asText())
                .toList();

        assertThat(Arrays.stream(HomeDelivery.class.getMethods())
                        .map(Method::getReturnType)
                        .filter(type -> type.getPackageName().endsWith(".api"))
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .map(Method::getName))
                .containsAll(operations);
        assertThat(operations).hasSizeGreaterThan(60).contains("placeOrder");
    }

    private void answer(int status, Map<String, String> headers, String body) {
        server.createContext("/", exchange -> {
            asked.add(describe(exchange));
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String describe(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization");
    }
}

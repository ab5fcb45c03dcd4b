package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.deadline.RequestDeadline;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT extends GatewayTest {

    private static final int ONE_MIB = 1024 * 1024;

    @Test
    void aServiceSeesItsOwnPathAndTheWholeQuery() {
        Answer answer =
                get("/api/products?q=caf%C3%A9%20%26%20more&page=2&ids=a,b").isPassedOn();

        assertThat(answer.json().path("uri").asString()).isEqualTo("/products?q=caf%C3%A9%20%26%20more&page=2&ids=a,b");
        assertThat(answer.json().path("method").asString()).isEqualTo("GET");
    }

    @Test
    void aBodyArrivesWhole() {
        Answer answer = send(request("/api/orders", tokenOfSomebody())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"a\":1}")))
                .isPassedOn();

        assertThat(answer.json().path("bodyLength").asInt()).isEqualTo(7);
        assertThat(answer.seen("content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /api",
        "GET, /products",
        "GET, /api/unknown",
        "GET, /api/actuator/health",
        "GET, /docs",
        "GET, /actuator",
        "GET, /actuator/env",
        "GET, /actuator/prometheus",
        "POST, /api/inventory/reservations",
        "DELETE, /api/inventory/reservations/0197a000-0000-7000-8000-000000000001",
        "GET, /api/payments/orders",
        "GET, /api/payments/orders/0197a000-0000-7000-8000-000000000001",
        "GET, /api/deliveries/orders/0197a000-0000-7000-8000-000000000001",
        "POST, /api/orders/internal/anything",
        "GET, /api/ops",
        "GET, /api/ops/unknown/dead-letters",
        "GET, /api/ops/order-service/dead-letters",
    })
    void whatIsNotRoutedIsNotThere(String method, String path) {
        send(request(path, tokenOfSomebody()).method(method, BodyPublishers.noBody()))
                .isRefusedWith(404, "NOT_FOUND");
        send(request(path).method(method, BodyPublishers.noBody())).isRefusedWith(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "product", "inventory", "order", "payment", "delivery", "analytics"})
    void operatorsReachWhatAServiceKeepsForThem(String service) {
        String path = "/api/ops/" + service + "/dead-letters/order-events?from=0-0";

        assertThat(get(path, tokenOfSomebody()).isPassedOn().json().path("uri").asString())
                .isEqualTo("/ops/dead-letters/order-events?from=0-0");
        get(path).isRefusedWith(401, "UNAUTHORIZED");
    }

    @Test
    void operatorsAreCountedTogetherForAllServices() {
        String token = tokenOfSomebody();

        get("/api/ops/order/dead-letters", token).isPassedOn();
        assertThat(get("/api/ops/payment/quarantined", token).header("X-RateLimit-Remaining"))
                .isEqualTo("98");
        assertThat(get("/api/orders", token).header("X-RateLimit-Remaining")).isEqualTo("99");
    }

    @Test
    void aMethodTheGatewayItselfDoesNotKnowIsRefused() {
        send(request("/health").POST(BodyPublishers.noBody())).isRefusedWith(405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products/%00",
                "/api//products",
                "/api/products/..%2forders",
                "/api/cart;a=b",
                "/api/%61uth/login",
                "/api/inventory/%72eservations",
            })
    void aPathThatCanBeReadInTwoWaysIsRefused(String path) {
        get(path).isRefusedWith(400, "VALIDATION_ERROR");
    }

    @Test
    void aServiceThatIsDownIsReportedWithinTwoSeconds() {
        assertTakesLessThan(
                Duration.ofSeconds(2),
                () -> get("/api/users/profile", tokenOfSomebody()).isRefusedWith(503, "SERVICE_ERROR"));
    }

    @Test
    void aServiceThatIsNotFoundIsReportedTheSame() {
        get("/api/notifications", tokenOfSomebody()).isRefusedWith(503, "SERVICE_ERROR");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotWaitedForForever() {
        assertTakesLessThan(
                RESPONSE_TIMEOUT.multipliedBy(2),
                () -> get("/api/products/never").isRefusedWith(504, "SERVICE_ERROR"));
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsCutOff() {
        assertTakesLessThan(
                RESPONSE_TIMEOUT.multipliedBy(2),
                () -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> get("/api/products/stalls"))
                        .withCauseInstanceOf(IOException.class));
    }

    /** The fastest of some: the bound is the gateway's, and the machine may be busy. */
    private static void assertTakesLessThan(Duration bound, Runnable request) {
        assertThat(Stream.generate(() -> timeOf(request)).limit(3).anyMatch(time -> time.compareTo(bound) < 0))
                .as("takes less than %s", bound)
                .isTrue();
    }

    private static Duration timeOf(Runnable request) {
        long begin = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void anErrorPageOfAServerIsReplaced() {
        get("/api/products/html-error").isRefusedWith(400, "VALIDATION_ERROR");
        get("/api/products/html-crash").isRefusedWith(502, "SERVICE_ERROR");
        get("/api/products/empty-404").isRefusedWith(404, "NOT_FOUND");
    }

    @Test
    void aRedirectDoesNotLeadInside() {
        Answer answer = get("/api/products/redirect").isRefusedWith(502, "SERVICE_ERROR");

        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void aServicesOwnErrorIsPassedOnAsItIs() {
        Answer answer = get("/api/products/json-409");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"success\":false}");
    }

    @Test
    void whatAServiceSaysAboutCachingStays() {
        Answer answer = get("/api/products/cached").isPassedOn();

        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aServiceIsToldHowMuchTimeIsLeftAndNotWhatTheClientSays() {
        Answer answer = send(request("/api/orders", tokenOfSomebody()).header(RequestDeadline.HEADER, "3600000"))
                .isPassedOn();

        assertThat(Long.parseLong(answer.seen(RequestDeadline.HEADER.toLowerCase(Locale.ROOT))))
                .isBetween(0L, RESPONSE_TIMEOUT.toMillis());
    }

    @Test
    void whenToTryAgainIsToldWhereThatIsSafe() {
        Answer read = get("/api/orders/full", tokenOfSomebody());
        Answer sent = send(request("/api/orders/full", tokenOfSomebody()).POST(BodyPublishers.ofString("{}")));

        assertThat(read.status()).isEqualTo(503);
        assertThat(read.header("Retry-After")).isEqualTo("1");
        assertThat(sent.status()).isEqualTo(503);
        assertThat(sent.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void readingIsTriedAgainOnAFreshConnection() {
        int before = forgetfulService().hungUp();

        for (int i = 0; i < 4; i++) {
            get("/api/cart", tokenOfSomebody()).isPassedOn();
        }
        assertThat(forgetfulService().hungUp()).isGreaterThan(before);
    }

    @Test
    void whatChangesSomethingIsNotSentTwice() {
        get("/api/cart", tokenOfSomebody()).isPassedOn();

        send(request("/api/cart/items", tokenOfSomebody()).POST(BodyPublishers.ofString("{}")))
                .isRefusedWith(502, "SERVICE_ERROR");
    }

    @Test
    void aBodyOfOneMebibyteIsTheMost() {
        byte[] most = new byte[ONE_MIB];
        byte[] tooMuch = new byte[ONE_MIB + 1];

        Answer fits = send(request("/api/orders", tokenOfSomebody()).POST(BodyPublishers.ofByteArray(most)));
        assertThat(fits.isPassedOn().json().path("bodyLength").asInt()).isEqualTo(ONE_MIB);
        send(request("/api/orders", tokenOfSomebody()).POST(BodyPublishers.ofByteArray(tooMuch)))
                .isRefusedWith(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsCounted() {
        byte[] most = new byte[ONE_MIB];
        byte[] tooMuch = new byte[ONE_MIB + 1];

        Answer fits = send(request("/api/orders", tokenOfSomebody()).POST(chunked(most)));
        assertThat(fits.isPassedOn().json().path("bodyLength").asInt()).isEqualTo(ONE_MIB);
        send(request("/api/orders", tokenOfSomebody()).POST(chunked(tooMuch))).isRefusedWith(413, "PAYLOAD_TOO_LARGE");
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    }

    @Test
    void whatIsNoRequestGetsAnEnvelopeToo() throws Exception {
        String noAddress = sendRaw("GET /api/products/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        String hugeHeader = sendRaw("GET /health HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
        String nonsense = sendRaw("nonsense\r\n\r\n");

        for (String answer : new String[] {noAddress, hugeHeader, nonsense}) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 4")
                    .containsIgnoringCase("content-type: application/json")
                    .containsIgnoringCase("x-ratelimit-limit: 100")
                    .containsIgnoringCase("x-request-id: ")
                    .containsIgnoringCase("x-frame-options: DENY")
                    .contains("\"success\":false");
        }
        assertThat(noAddress).startsWith("HTTP/1.1 400").contains("VALIDATION_ERROR");
    }

    @Test
    void healthIsTheGatewaysOwn() {
        Answer answer = get("/health").isPassedOn();

        assertThat(answer.json().path("service").asString()).isEqualTo("api-gateway");
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("dependencies").path("redis").asBoolean()).isTrue();
        assertThat(answer.json().has("data")).isFalse();
    }

    @Test
    void whoeverWatchesFindsTheProbes() {
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    }
}

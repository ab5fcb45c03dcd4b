package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static com.homedelivery.gateway.GatewayResponses.seen;
import static com.homedelivery.gateway.GatewayResponses.timeGiven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;

class RoutingIT extends GatewayTest {

    private static final int ONE_MIB = 1024 * 1024;

    @Test
    void aServiceSeesItsOwnPathAndTheWholeQuery() {
        ApiResult answer =
                api.get("/api/products?q=caf%C3%A9%20%26%20more&page=2&ids=a,b").satisfies(PASSED_ON);

        assertThat(answer.body().path("uri").asString()).isEqualTo("/products?q=caf%C3%A9%20%26%20more&page=2&ids=a,b");
        assertThat(answer.body().path("method").asString()).isEqualTo("GET");
    }

    @Test
    void aBodyArrivesWhole() {
        ApiResult answer = api.asCustomer().post("/api/orders", "{\"a\":1}").satisfies(PASSED_ON);

        assertThat(answer.body().path("bodyLength").asInt()).isEqualTo(7);
        assertThat(seen(answer, "content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /api",
        "GET, /products",
        "GET, /api/unknown",
        "GET, /api/actuator/health",
        "GET, /actuator",
        "GET, /actuator/env",
        "GET, /actuator/prometheus",
        "GET, /actuator/health",
        "GET, /actuator/health/liveness",
        "POST, /api/inventory/reservations",
        "DELETE, /api/inventory/reservations/0197a000-0000-7000-8000-000000000001",
        "GET, /api/payments/orders",
        "GET, /api/payments/orders/0197a000-0000-7000-8000-000000000001",
        "GET, /api/deliveries/orders/0197a000-0000-7000-8000-000000000001",
        "POST, /api/orders/internal/anything",
        "POST, /api/auth/internal/verifications/0197a000-0000-7000-8000-000000000001/secret",
        "GET, /api/analytics/products/popularity",
        "GET, /api/personal-data/0197a000-0000-7000-8000-000000000001",
        "GET, /api/ops",
        "GET, /api/ops/unknown/dead-letters",
        "GET, /api/ops/order-service/dead-letters",
    })
    void whatIsNotRoutedIsNotThere(String method, String path) {
        api.asCustomer().call(HttpMethod.valueOf(method), path, null).satisfies(refusedWith(404, "NOT_FOUND"));
        api.call(HttpMethod.valueOf(method), path, null).satisfies(refusedWith(404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "product", "inventory", "order", "payment", "delivery", "analytics"})
    void operatorsReachWhatAServiceKeepsForThem(String service) {
        String path = "/api/ops/" + service + "/dead-letters/order-events?from=0-0";

        assertThat(api.asCustomer()
                        .get(path)
                        .satisfies(PASSED_ON)
                        .body()
                        .path("uri")
                        .asString())
                .isEqualTo("/ops/dead-letters/order-events?from=0-0");
        api.get(path).satisfies(refusedWith(401, "UNAUTHORIZED"));
    }

    @Test
    void operatorsAreCountedTogetherForAllServices() {
        ApiClient customer = api.asCustomer();

        customer.get("/api/ops/order/dead-letters").satisfies(PASSED_ON);
        assertThat(customer.get("/api/ops/payment/quarantined").header("X-RateLimit-Remaining"))
                .isEqualTo("98");
        assertThat(customer.get("/api/orders").header("X-RateLimit-Remaining")).isEqualTo("99");
    }

    @Test
    void aMethodTheGatewayItselfDoesNotKnowIsRefused() {
        api.post("/health").satisfies(refusedWith(405, "METHOD_NOT_ALLOWED"));
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
        api.get(path).satisfies(refusedWith(400, "VALIDATION_ERROR"));
    }

    /** Nobody listens, or there is no such host. At the response timeout, which a busy machine may reach, it would be 504. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/users/profile", "/api/notifications"})
    void aServiceThatIsDownIsReportedBeforeTheResponseTimeout(String path) {
        await().untilAsserted(() -> api.asCustomer().get(path).satisfies(refusedWith(503, "SERVICE_ERROR")));
    }

    /** {@link DeadlineIT} measures when. */
    @Test
    void aServiceThatDoesNotAnswerIsNotWaitedForForever() {
        api.get("/api/products/never").satisfies(refusedWith(504, "SERVICE_ERROR"));
    }

    /** By the gateway: the client's own timeout would be no {@code java.io.IOException}. */
    @Test
    void anAnswerThatStopsInTheMiddleIsCutOff() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> api.get("/api/products/stalls"))
                .withMessageContaining("java.io.IOException");
    }

    @Test
    void anErrorPageOfAServerIsReplaced() {
        api.get("/api/products/html-error").satisfies(refusedWith(400, "VALIDATION_ERROR"));
        api.get("/api/products/html-crash").satisfies(refusedWith(502, "SERVICE_ERROR"));
        api.get("/api/products/empty-404").satisfies(refusedWith(404, "NOT_FOUND"));
    }

    @Test
    void aRedirectDoesNotLeadInside() {
        ApiResult answer = api.get("/api/products/redirect").satisfies(refusedWith(502, "SERVICE_ERROR"));

        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void aServicesOwnErrorIsPassedOnAsItIs() {
        ApiResult answer = api.get("/api/products/json-409");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).isEqualTo("{\"success\":false}");
    }

    @Test
    void whatAServiceSaysAboutCachingStays() {
        ApiResult answer = api.get("/api/products/cached").satisfies(PASSED_ON);

        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(answer.header("Server")).isNull();
    }

    @Test
    void aServiceIsToldHowMuchTimeIsLeftAndNotWhatTheClientSays() {
        ApiClient patient = api.asCustomer().withHeader(RequestDeadline.HEADER, "3600000");

        assertThat(timeGiven(patient.get("/api/orders").satisfies(PASSED_ON)))
                .isBetween(Duration.ZERO, RESPONSE_TIMEOUT);
    }

    @Test
    void whenToTryAgainIsToldWhereThatIsSafe() {
        ApiResult read = api.asCustomer().get("/api/orders/full");
        ApiResult sent = api.asCustomer().post("/api/orders/full", "{}");

        assertThat(read.status()).isEqualTo(503);
        assertThat(read.header("Retry-After")).isEqualTo("1");
        assertThat(sent.status()).isEqualTo(503);
        assertThat(sent.header("Retry-After")).isNull();
    }

    @Test
    void readingIsTriedAgainOnAFreshConnection() {
        int before = unresponsiveService().hungUp();

        for (int i = 0; i < 4; i++) {
            api.asCustomer().get("/api/cart").satisfies(PASSED_ON);
        }
        assertThat(unresponsiveService().hungUp()).isGreaterThan(before);
    }

    @Test
    void whatChangesSomethingIsNotSentTwice() {
        api.asCustomer().get("/api/cart").satisfies(PASSED_ON);

        api.asCustomer().post("/api/cart/items", "{}").satisfies(refusedWith(502, "SERVICE_ERROR"));
    }

    @Test
    void aBodyOfOneMebibyteIsTheMost() {
        byte[] most = new byte[ONE_MIB];
        byte[] tooMuch = new byte[ONE_MIB + 1];

        ApiResult fits = api.asCustomer().post("/api/orders", most);
        assertThat(fits.satisfies(PASSED_ON).body().path("bodyLength").asInt()).isEqualTo(ONE_MIB);
        api.asCustomer().post("/api/orders", tooMuch).satisfies(refusedWith(413, "PAYLOAD_TOO_LARGE"));
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsCounted() {
        byte[] most = new byte[ONE_MIB];
        byte[] tooMuch = new byte[ONE_MIB + 1];

        ApiResult fits = postInChunks(most);
        assertThat(fits.satisfies(PASSED_ON).body().path("bodyLength").asInt()).isEqualTo(ONE_MIB);
        postInChunks(tooMuch).satisfies(refusedWith(413, "PAYLOAD_TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products/imports", "/api/products/0197a000-0000-7000-8000-000000000001/images"})
    void aFileOfSixteenMebibytesIsTheMost(String path) {
        ApiResult fits = api.asAdmin().post(path, new byte[16 * ONE_MIB]);
        assertThat(fits.satisfies(PASSED_ON).body().path("bodyLength").asInt()).isEqualTo(16 * ONE_MIB);

        api.asAdmin().post(path, new byte[16 * ONE_MIB + 1]).satisfies(refusedWith(413, "PAYLOAD_TOO_LARGE"));
        api.asAdmin().post(path, new byte[40 * ONE_MIB]).satisfies(refusedWith(413, "PAYLOAD_TOO_LARGE"));
        api.asCustomer().post(path, new byte[40 * ONE_MIB]).satisfies(refusedWith(413, "PAYLOAD_TOO_LARGE"));
    }

    private ApiResult postInChunks(byte[] body) {
        return api.asCustomer().post("/api/orders", new InputStreamResource(new ByteArrayInputStream(body)));
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
        ApiResult answer = api.get("/health").satisfies(PASSED_ON);

        assertThat(answer.body().path("service").asString()).isEqualTo("api-gateway");
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().path("dependencies").path("redis").asBoolean()).isTrue();
        assertThat(answer.body().has("data")).isFalse();
    }
}

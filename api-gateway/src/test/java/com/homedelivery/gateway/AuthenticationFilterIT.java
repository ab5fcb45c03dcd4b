package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static com.homedelivery.gateway.GatewayResponses.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

class AuthenticationFilterIT extends GatewayTest {

    @Autowired
    JwtProperties jwt;

    @Test
    void whoHasNoTokenIsAskedForOne() {
        ApiResult answer = api.get("/api/orders").satisfies(refusedWith(401, "UNAUTHORIZED"));

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        api.withHeader("Authorization", "Basic dTpw").get("/api/orders").satisfies(refusedWith(401, "UNAUTHORIZED"));
    }

    @Test
    void aTokenThatIsNotOursIsInvalid() {
        String good = api.asCustomer().token();
        JwtProperties others = new JwtProperties("x".repeat(40), jwt.issuer(), jwt.accessTtl());
        JwtProperties elsewhere = new JwtProperties(jwt.secret(), "elsewhere", jwt.accessTtl());

        api.withToken("garbage").get("/api/orders").satisfies(refusedWith(401, "INVALID_TOKEN"));
        api.withToken(good.substring(0, good.length() - 3) + "abc")
                .get("/api/orders")
                .satisfies(refusedWith(401, "INVALID_TOKEN"));
        api.withToken(unsigned(good)).get("/api/orders").satisfies(refusedWith(401, "INVALID_TOKEN"));
        api.withToken(new AccessTokens(others, Clock.systemUTC()).issueFor(somebody()))
                .get("/api/orders")
                .satisfies(refusedWith(401, "INVALID_TOKEN"));
        api.withToken(new AccessTokens(elsewhere, Clock.systemUTC()).issueFor(somebody()))
                .get("/api/orders")
                .satisfies(refusedWith(401, "INVALID_TOKEN"));
    }

    @Test
    void anExpiredTokenIsCalledExpired() {
        api.withToken(expiredToken()).get("/api/orders").satisfies(refusedWith(401, "TOKEN_EXPIRED"));
    }

    @Test
    void aServicesTokenDoesNotComeInFromOutside() {
        String stolen = tokens.issueFor(new CallingService("order-service"));

        api.withToken(stolen).get("/api/orders").satisfies(refusedWith(401, "INVALID_TOKEN"));
        api.withToken(stolen).post("/api/inventory/1/reserve", "{}").satisfies(refusedWith(401, "INVALID_TOKEN"));
        assertThat(seen(api.withToken(stolen).get("/api/inventory").satisfies(PASSED_ON), "authorization"))
                .isNull();
    }

    @Test
    void publicRoutesDoNotJudgeTokens() {
        api.get("/api/products").satisfies(PASSED_ON);
        api.withToken("garbage").get("/api/products").satisfies(PASSED_ON);
        api.withToken(expiredToken()).get("/api/products").satisfies(PASSED_ON);
        api.withToken(expiredToken()).get("/api/inventory/1").satisfies(PASSED_ON);
        api.withToken(expiredToken()).post("/api/auth/refresh", "{}").satisfies(PASSED_ON);
        api.withToken("garbage").post("/api/auth/login", "{}").satisfies(PASSED_ON);
        api.post("/api/payments/webhooks/stripe", "{}").satisfies(PASSED_ON);
        api.withToken(expiredToken()).get("/health").satisfies(PASSED_ON);
    }

    /** The service of carts forgets to answer some requests here: whether it was asked is what counts. */
    @Test
    void aGuestGetsToCartsAloneAndNotBesideABearerToken() {
        ApiClient guest = api.withHeader("X-Cart-Token", "any");

        assertThat(guest.get("/api/cart").status()).isNotEqualTo(401);
        assertThat(api.post("/api/cart/guest").status()).isNotEqualTo(401);
        assertThat(seen(guest.get("/api/inventory/1"), "x-cart-token")).isEqualTo("any");
        api.get("/api/cart").satisfies(refusedWith(401, "UNAUTHORIZED"));
        guest.get("/api/orders").satisfies(refusedWith(401, "UNAUTHORIZED"));
        guest.withToken("garbage").get("/api/cart").satisfies(refusedWith(401, "INVALID_TOKEN"));
        guest.withToken(expiredToken()).get("/api/cart").satisfies(refusedWith(401, "TOKEN_EXPIRED"));
    }

    @Test
    void aGuestIsLimitedByAddressWhateverTheToken() {
        int remaining = remainingAfter(api.withHeader("X-Cart-Token", "any"));

        assertThat(remainingAfter(api.withHeader("X-Cart-Token", "another"))).isEqualTo(remaining - 1);
    }

    private static int remainingAfter(ApiClient guest) {
        return Integer.parseInt(String.valueOf(guest.get("/api/cart").header("X-RateLimit-Remaining")));
    }

    @Test
    void aServiceGetsTheTokenAndDecidesItself() {
        String token = api.asCustomer().token();

        assertThat(seen(api.withToken(token).get("/api/orders").satisfies(PASSED_ON), "authorization"))
                .isEqualTo("Bearer " + token);
        assertThat(seen(api.withToken(token).get("/api/inventory?lowStock=true").satisfies(PASSED_ON), "authorization"))
                .isEqualTo("Bearer " + token);
    }

    @Test
    void nobodySaysThemselvesWhoTheyAre() {
        CurrentUser somebody = somebody();
        ApiResult answer = api.as(somebody)
                .withHeader("X-User-Id", "1")
                .withHeader("x-user-email", "admin@example.org")
                .withHeader("X-User-Role", "admin")
                .withHeader("X-Internal-Token", "let-me-in")
                .withHeader("X-Service-Name", "order-service")
                .withHeader("X-Real-IP", "10.0.0.1")
                .withHeader("Forwarded", "for=10.0.0.1")
                .withHeader("X-Forwarded-Host", "evil.example.org")
                .withHeader("X-Original-URL", "/admin")
                .withHeader("X-Http-Method-Override", "DELETE")
                .withHeader("Tracestate", "vendor=1")
                .withHeader("Baggage", "userId=1")
                .withHeader("Idempotency-Key", "k-1")
                .get("/api/orders")
                .satisfies(PASSED_ON);

        for (String claim : new String[] {
            "x-user-id",
            "x-user-email",
            "x-user-role",
            "x-internal-token",
            "x-service-name",
            "x-real-ip",
            "forwarded",
            "x-forwarded-host",
            "x-original-url",
            "x-http-method-override",
            "tracestate",
            "baggage"
        }) {
            assertThat(seen(answer, claim)).as(claim).isNull();
        }
        assertThat(seen(answer, "idempotency-key")).isEqualTo("k-1");
        assertThat(seen(answer, "x-forwarded-for")).isEqualTo(clientAddress);
    }

    @Test
    void hopHeadersEndAtTheDoor() throws Exception {
        String answer = sendRaw("GET /api/products HTTP/1.1\r\nHost: x\r\nConnection: close, X-Secret\r\n"
                + "X-Secret: 1\r\nTE: trailers\r\nProxy-Authorization: Basic dTpw\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("x-secret", "proxy-authorization", "\"te\"");
    }

    @Test
    void aRequestKeepsItsName() {
        ApiResult named = api.withHeader("X-Request-Id", "checkout-42").get("/api/products");
        ApiResult unnamed = api.get("/api/products");
        ApiResult misnamed = api.withHeader("X-Request-Id", "a b<script>").get("/api/products");

        assertThat(named.header("X-Request-Id")).isEqualTo("checkout-42").isEqualTo(seen(named, "x-request-id"));
        assertThat(unnamed.header("X-Request-Id")).hasSize(36).isEqualTo(seen(unnamed, "x-request-id"));
        assertThat(misnamed.header("X-Request-Id")).hasSize(36).isEqualTo(seen(misnamed, "x-request-id"));
        assertThat(api.withHeader("X-Request-Id", "lost").get("/api/nothing").header("X-Request-Id"))
                .isEqualTo("lost");
    }

    @Test
    void aRequestBeginsATraceUnderItsOwnName() {
        ApiResult unnamed = api.get("/api/products");
        ApiResult traced = api.withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/api/products");

        assertThat(seen(unnamed, "traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
                .contains(unnamed.header("X-Request-Id").replace("-", ""));
        assertThat(seen(traced, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    @Test
    void pagesOfKnownOriginsMayCall() {
        ApiResult preflight = api.withHeader("Origin", "https://shop.example.org")
                .withHeader("Access-Control-Request-Method", "POST")
                .withHeader(
                        "Access-Control-Request-Headers",
                        "authorization,content-type,idempotency-key,if-match,x-cart-token")
                .call(HttpMethod.OPTIONS, "/api/orders", null);
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example.org");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .containsIgnoringCase("Idempotency-Key")
                .containsIgnoringCase("If-Match");

        ApiResult answer = api.withHeader("Origin", "https://shop.example.org")
                .get("/api/products")
                .satisfies(PASSED_ON);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("ETag", "Retry-After", "X-RateLimit-Remaining", "X-Request-Id");

        api.withHeader("Origin", "https://evil.example.org")
                .get("/api/products")
                .satisfies(refusedWith(403, "FORBIDDEN"));
        assertThat(api.withHeader("Origin", "https://shop.example.org")
                        .get("/api/orders")
                        .satisfies(refusedWith(401, "UNAUTHORIZED"))
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://shop.example.org");
    }

    private String expiredToken() {
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        return new AccessTokens(jwt, longAgo).issueFor(somebody());
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }
}

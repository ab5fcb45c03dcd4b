package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AuthenticationFilterIT extends GatewayTest {

    @Autowired
    JwtProperties jwt;

    @Test
    void whoHasNoTokenIsAskedForOne() {
        Answer answer = get("/api/orders").isRefusedWith(401, "UNAUTHORIZED");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        send(request("/api/orders").header("Authorization", "Basic dTpw")).isRefusedWith(401, "UNAUTHORIZED");
    }

    @Test
    void aTokenThatIsNotOursIsInvalid() {
        String good = tokenOfSomebody();
        JwtProperties others = new JwtProperties("x".repeat(40), jwt.issuer(), jwt.accessTtl(), jwt.serviceTtl());
        JwtProperties elsewhere = new JwtProperties(jwt.secret(), "elsewhere", jwt.accessTtl(), jwt.serviceTtl());

        get("/api/orders", "garbage").isRefusedWith(401, "INVALID_TOKEN");
        get("/api/orders", good.substring(0, good.length() - 3) + "abc").isRefusedWith(401, "INVALID_TOKEN");
        get("/api/orders", unsigned(good)).isRefusedWith(401, "INVALID_TOKEN");
        get("/api/orders", new AccessTokens(others, Clock.systemUTC()).issueFor(somebody()))
                .isRefusedWith(401, "INVALID_TOKEN");
        get("/api/orders", new AccessTokens(elsewhere, Clock.systemUTC()).issueFor(somebody()))
                .isRefusedWith(401, "INVALID_TOKEN");
    }

    @Test
    void anExpiredTokenIsCalledExpired() {
        get("/api/orders", expiredToken()).isRefusedWith(401, "TOKEN_EXPIRED");
    }

    @Test
    void aServicesTokenDoesNotComeInFromOutside() {
        String stolen = tokens.issueFor(new CallingService("order-service"));

        get("/api/orders", stolen).isRefusedWith(401, "INVALID_TOKEN");
        send(request("/api/inventory/1/reserve", stolen).POST(BodyPublishers.ofString("{}")))
                .isRefusedWith(401, "INVALID_TOKEN");
        assertThat(get("/api/inventory", stolen).isPassedOn().seen("authorization"))
                .isNull();
    }

    @Test
    void publicRoutesDoNotJudgeTokens() {
        get("/api/products").isPassedOn();
        get("/api/products", "garbage").isPassedOn();
        get("/api/products", expiredToken()).isPassedOn();
        get("/api/inventory/1", expiredToken()).isPassedOn();
        send(request("/api/auth/refresh", expiredToken()).POST(BodyPublishers.ofString("{}")))
                .isPassedOn();
        send(request("/api/auth/login", "garbage").POST(BodyPublishers.ofString("{}")))
                .isPassedOn();
        send(request("/api/payments/webhooks/stripe").POST(BodyPublishers.ofString("{}")))
                .isPassedOn();
        get("/health", expiredToken()).isPassedOn();
    }

    @Test
    void aServiceGetsTheTokenAndDecidesItself() {
        String token = tokenOfSomebody();

        assertThat(get("/api/orders", token).isPassedOn().seen("authorization")).isEqualTo("Bearer " + token);
        assertThat(get("/api/inventory?lowStock=true", token).isPassedOn().seen("authorization"))
                .isEqualTo("Bearer " + token);
    }

    @Test
    void nobodySaysThemselvesWhoTheyAre() {
        CurrentUser somebody = somebody();
        Answer answer = send(request("/api/orders", tokens.issueFor(somebody))
                        .header("X-User-Id", "1")
                        .header("x-user-email", "admin@example.org")
                        .header("X-User-Role", "admin")
                        .header("X-Internal-Token", "let-me-in")
                        .header("X-Service-Name", "order-service")
                        .header("X-Real-IP", "10.0.0.1")
                        .header("Forwarded", "for=10.0.0.1")
                        .header("X-Forwarded-Host", "evil.example.org")
                        .header("X-Original-URL", "/admin")
                        .header("X-Http-Method-Override", "DELETE")
                        .header("Idempotency-Key", "k-1"))
                .isPassedOn();

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
            "x-http-method-override"
        }) {
            assertThat(answer.seen(claim)).as(claim).isNull();
        }
        assertThat(answer.seen("idempotency-key")).isEqualTo("k-1");
        assertThat(answer.seen("x-forwarded-for")).isEqualTo(clientAddress);
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
        Answer named = send(request("/api/products").header("X-Request-Id", "checkout-42"));
        Answer unnamed = get("/api/products");
        Answer misnamed = send(request("/api/products").header("X-Request-Id", "a b<script>"));

        assertThat(named.header("X-Request-Id")).isEqualTo("checkout-42").isEqualTo(named.seen("x-request-id"));
        assertThat(unnamed.header("X-Request-Id")).hasSize(36).isEqualTo(unnamed.seen("x-request-id"));
        assertThat(misnamed.header("X-Request-Id")).hasSize(36).isEqualTo(misnamed.seen("x-request-id"));
        assertThat(send(request("/api/nothing").header("X-Request-Id", "lost")).header("X-Request-Id"))
                .isEqualTo("lost");
    }

    @Test
    void aRequestBeginsATraceUnderItsOwnName() {
        Answer unnamed = get("/api/products");
        Answer traced = send(request("/api/products")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(unnamed.seen("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
                .contains(unnamed.header("X-Request-Id").replace("-", ""));
        assertThat(traced.seen("traceparent")).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    @Test
    void pagesOfKnownOriginsMayCall() {
        Answer preflight = send(request("/api/orders")
                .header("Origin", "https://shop.example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key,if-match")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example.org");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .containsIgnoringCase("Idempotency-Key")
                .containsIgnoringCase("If-Match");

        Answer answer = send(request("/api/products").header("Origin", "https://shop.example.org"))
                .isPassedOn();
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("ETag", "Retry-After", "X-RateLimit-Remaining", "X-Request-Id");

        send(request("/api/products").header("Origin", "https://evil.example.org"))
                .isRefusedWith(403, "FORBIDDEN");
        assertThat(send(request("/api/orders").header("Origin", "https://shop.example.org"))
                        .isRefusedWith(401, "UNAUTHORIZED")
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

package com.homedelivery.gateway;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway with services behind it: one that answers, one that forgets, one that is down. */
@IntegrationTest
abstract class GatewayTest {

    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(2);

    private static final TestService SERVICE = new TestService();
    private static final ForgetfulService FORGETFUL = forgetful();
    private static final int NOBODY_LISTENS = freePort();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Ports of the gateways that have answered. */
    private static final Set<Integer> WARM = ConcurrentHashMap.newKeySet();

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    /** Each test is a client of its own, for the rate limit. */
    final String clientAddress = "203.0.113." + ADDRESSES.incrementAndGet();

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        for (String service : new String[] {"AUTH", "PRODUCT", "INVENTORY", "ORDER", "PAYMENT", "DELIVERY"}) {
            registry.add(service + "_SERVICE_URL", SERVICE::url);
        }
        registry.add("CART_SERVICE_URL", FORGETFUL::url);
        registry.add("USER_SERVICE_URL", () -> "http://127.0.0.1:" + NOBODY_LISTENS);
        registry.add("NOTIFICATION_SERVICE_URL", () -> "http://nowhere.invalid:3009");
        registry.add("ANALYTICS_SERVICE_URL", SERVICE::url);
        registry.add("TRUSTED_PROXIES", () -> "127.0.0.1,::1");
        registry.add("RESPONSE_TIMEOUT", RESPONSE_TIMEOUT::toString);
        registry.add("CORS_ALLOWED_ORIGINS", () -> "https://shop.example.org");
    }

    /** A gateway's first request loads what all need, for which a busy machine may take longer than a service may. */
    @BeforeEach
    void warmUp() {
        if (WARM.add(port)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> get("/api/orders", tokenOfSomebody()).status() == 200);
        }
    }

    static ForgetfulService forgetfulService() {
        return FORGETFUL;
    }

    CurrentUser somebody() {
        return new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER);
    }

    String tokenOfSomebody() {
        return tokens.issueFor(somebody());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Forwarded-For", clientAddress);
    }

    HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer get(String path, String token) {
        return send(request(path, token));
    }

    /** Sends what no well-behaved client would, and returns all that comes back. */
    String sendRaw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ForgetfulService forgetful() {
        try {
            return new ForgetfulService();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

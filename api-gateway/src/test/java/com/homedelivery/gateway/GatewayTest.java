package com.homedelivery.gateway;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.StubService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
    private static final UnresponsiveService FORGETFUL = forgetful();
    private static final int NOBODY_LISTENS = StubService.freePort();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Ports of the gateways that have answered. */
    private static final Set<Integer> WARM = ConcurrentHashMap.newKeySet();

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    ApiClient api;

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
        api = ApiClient.to(port, tokens).withHeader("X-Forwarded-For", clientAddress);
        if (WARM.add(port)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> api.asCustomer().get("/api/orders").status() == 200);
        }
    }

    static UnresponsiveService unresponsiveService() {
        return FORGETFUL;
    }

    static CurrentUser somebody() {
        return new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER);
    }

    /** Sends what no well-behaved client would, and returns all that comes back. */
    String sendRaw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static UnresponsiveService forgetful() {
        try {
            return new UnresponsiveService();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.RealServers;
import com.sun.management.ThreadMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.server.WebFilter;

/**
 * What one request costs the gateway, in counts that do not depend on the machine: bytes, calls of Redis, filters. The
 * bounds leave a quarter for other versions of the libraries, and nothing for a command in Redis.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"RATE_LIMIT_PER_MINUTE=1000000", "RATE_LIMIT_BURST=1000000"})
@ContextConfiguration(initializers = RealServers.class)
class RequestCostIT {

    private static final int REQUESTS = 10_000;
    private static final int WARM_UP = 2_000;

    private static final Logger log = LoggerFactory.getLogger(RequestCostIT.class);
    private static final TestService SERVICE = new TestService();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("CART_SERVICE_URL", SERVICE::url);
        registry.add("PRODUCT_SERVICE_URL", SERVICE::url);
    }

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    ApplicationContext context;

    @Autowired
    RedisConnectionFactory redis;

    @Test
    void anAuthenticatedReadAllocatesLittleAndAsksRedisNothing() throws IOException {
        String token = tokens.issueFor(new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER));

        Cost cost = costOf("GET /api/cart/small HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");

        assertThat(cost.bytes()).isBetween(10_000L, 90_000L);
        assertThat(cost.scripts()).isLessThanOrEqualTo(cost.exchanges());
    }

    @Test
    void aReadOfTheCatalogueAllocatesLess() throws IOException {
        Cost cost = costOf("GET /api/products/catalogue HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(cost.bytes()).isBetween(5_000L, 30_000L);
        assertThat(cost.scripts()).isLessThanOrEqualTo(cost.exchanges());
    }

    @Test
    void aRequestPassesTheFiltersThatItNeeds() {
        assertThat(context.getBeansOfType(WebFilter.class)).hasSize(9);
        assertThat(context.getBeansOfType(GlobalFilter.class)).hasSize(10);
        assertThat(context.getBeansOfType(HttpHeadersFilter.class)).hasSize(3);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theOperatingSystemsOwnPollingServesConnections() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("webflux-http-epoll"))
                .anyMatch(name -> name.startsWith("lettuce-epoll"))
                .noneMatch(name -> name.contains("uring"));
    }

    /** Of one request after the other, on one connection. */
    private Cost costOf(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
            send(bytes, WARM_UP, socket, in);
            long begin = System.nanoTime();
            long scripts = scripts();
            Map<Long, Long> before = allocatedByTheGateway();
            send(bytes, REQUESTS, socket, in);
            Map<Long, Long> after = allocatedByTheGateway();
            long allocated = after.entrySet().stream()
                    .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                    .sum();
            Cost cost =
                    new Cost(allocated / REQUESTS, scripts() - scripts, Duration.ofNanos(System.nanoTime() - begin));
            log.info("{}: {}", request.lines().findFirst().orElseThrow(), cost);
            return cost;
        }
    }

    private static void send(byte[] request, int times, Socket socket, InputStream in) throws IOException {
        for (int i = 0; i < times; i++) {
            socket.getOutputStream().write(request);
            assertThat(readAnswer(in)).isEqualTo(200);
        }
    }

    /** The status of an answer that says how long it is. */
    private static int readAnswer(InputStream in) throws IOException {
        String statusLine = readLine(in);
        int length = 0;
        for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(statusLine.split(" ")[1]);
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Closed without an answer");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** How many scripts Redis has run so far. */
    private long scripts() {
        try (RedisConnection connection = redis.getConnection()) {
            Properties stats = connection.serverCommands().info("commandstats");
            return Stream.of("cmdstat_evalsha", "cmdstat_eval")
                    .map(stats::getProperty)
                    .filter(Objects::nonNull)
                    .mapToLong(calls -> Long.parseLong(calls.replaceAll("calls=(\\d+),.*", "$1")))
                    .sum();
        }
    }

    /** Bytes by thread, of those that serve connections, Redis and timers. */
    private static Map<Long, Long> allocatedByTheGateway() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> Stream.of(
                                "webflux-http", "reactor-http", "lettuce", "parallel", "boundedElastic", "rate-limit")
                        .anyMatch(thread.getThreadName()::startsWith))
                .map(ThreadInfo::getThreadId)
                .collect(Collectors.toMap(Function.identity(), THREADS::getThreadAllocatedBytes));
    }

    /**
     * What some requests cost.
     *
     * @param bytes allocated for each of them
     * @param scripts run by Redis for all of them
     * @param time for all of them
     */
    private record Cost(long bytes, long scripts, Duration time) {

        /** One a second; as many again for other gateways on this Redis. */
        long exchanges() {
            return time.toMillis() / 500 + 2;
        }
    }
}

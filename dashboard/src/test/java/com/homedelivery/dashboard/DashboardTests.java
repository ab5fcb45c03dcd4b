package com.homedelivery.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.homedelivery.dashboard.metrics.ServiceAddress;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard serves, and to whom. Beside it a service that is well, and one that is not there. */
class DashboardTests {

    private static final String METRICS = "homedelivery_order_open{status=\"PENDING\"} 2\n";
    private static final String HEALTH = "{\"success\":false,\"dependencies\":{\"database\":true,\"redis\":false}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private HttpServer service;
    private Dashboard dashboard;

    @BeforeEach
    void start(@TempDir Path logs) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                asked.add(exchange.getRequestMethod() + " " + path + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                String answer =
                        path.equals("/health") ? HEALTH : path.startsWith("/actuator") ? METRICS : "{\"data\":7}";
                exchange.sendResponseHeaders(path.equals("/health") ? 503 : 200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        });
        service.start();
        URI there = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        URI nowhere = URI.create("http://127.0.0.1:1");
        dashboard = new Dashboard(
                0,
                there,
                List.of(
                        new ServiceAddress("order-service", there, there),
                        new ServiceAddress("cart-service", nowhere, nowhere)),
                logs);
        dashboard.start();
    }

    @AfterEach
    void stop() {
        dashboard.close();
        service.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"/,text/html", "/dashboard.css,text/css", "/dashboard.js,text/javascript"})
    void servesThePageThatLoadsNothingFromElsewhere(String path, String type) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue(type + "; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainPattern("(https?:)?//[a-z]+\\.");
        assertThat(page.body()).doesNotContainPattern("<[^>]+ (style|on\\w+)=");
    }

    @Test
    void isReachedFromThisMachineAlone() {
        assertThat(dashboard.tracesAddress().getHost()).isEqualTo("127.0.0.1");
        assertThat(dashboard.address().getHost()).isEqualTo("localhost");
    }

    @Test
    void tellsHowServicesAre() {
        JsonNode overview = Awaitility.await()
                .until(
                        () -> JsonMapper.shared()
                                .readTree(get("/data/overview").body())
                                .path("overview"),
                        seen -> seen.path("at").asLong() > 0);
        JsonNode order = overview.path("services").get(0);
        assertThat(order.path("health").asString()).isEqualTo("DEGRADED");
        assertThat(order.path("missing").get(0).asString()).isEqualTo("redis");
        assertThat(overview.path("services").get(1).path("health").asString()).isEqualTo("DOWN");
        assertThat(overview.path("openOrders").path("PENDING").asInt()).isEqualTo(2);
    }

    @Test
    void showsTheWayOfAnOrderThatServicesHaveExported() throws Exception {
        assertThat(export("application/x-protobuf").statusCode()).isEqualTo(200);

        JsonNode orders =
                JsonMapper.shared().readTree(get("/data/overview").body()).path("orders");
        assertThat(orders.get(0).path("id").asString()).isEqualTo("order-1");
        JsonNode row = JsonMapper.shared()
                .readTree(get("/data/orders/order-1").body())
                .path("rows")
                .get(0);
        assertThat(row.path("service").asString()).isEqualTo("order-service");
        assertThat(row.path("name").asString()).isEqualTo("send order.created to redis");
        assertThat(row.path("durationMicros").asLong()).isEqualTo(2_000);
        assertThat(get("/data/orders/order-2").statusCode()).isEqualTo(404);
    }

    @Test
    void takesTracesInOneFormAlone() throws Exception {
        assertThat(export("text/plain").statusCode()).isEqualTo(415);
    }

    @Test
    void handsOnToTheGatewayWhatThePageNeedsOfIt() throws Exception {
        HttpResponse<String> answer = send(request("/api/ops/payment/faults/payment-provider-slow")
                .PUT(BodyPublishers.ofString("{\"seconds\":60}"))
                .header("Authorization", "Bearer secret")
                .build());

        assertThat(answer.body()).isEqualTo("{\"data\":7}");
        assertThat(asked).contains("PUT /api/ops/payment/faults/payment-provider-slow Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users",
                "/api/ops/payment/dead-letters",
                "/api/ops/payment/faults/../dead-letters",
                "/api/auth/login",
                "/health"
            })
    void handsOnNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(asked).noneMatch(request -> request.contains("/api/"));
    }

    @Test
    void saysWhenTheGatewayIsAway() throws Exception {
        service.stop(0);
        assertThat(get("/api/ops/payment/faults").statusCode()).isEqualTo(502);
    }

    /** A name of somebody else's that leads to this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example:%d", "evil.example", "localhost", "localhost:1", "[::1]:%d"})
    void answersToItsOwnNameAlone(String host) throws IOException {
        int port = dashboard.address().getPort();
        assertThat(statusOf("GET /data/overview HTTP/1.1", "Host: " + host.formatted(port)))
                .isEqualTo("421");
        assertThat(statusOf("GET /data/overview HTTP/1.1", "Host: 127.0.0.1:" + port))
                .isEqualTo("200");
    }

    /** What browsers say of a page from elsewhere, or from another port of this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: http://localhost:3000",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void foreignPagesHaveNothingToAsk(String header) throws IOException {
        String host = "Host: localhost:" + dashboard.address().getPort();
        assertThat(statusOf("GET /data/overview HTTP/1.1", host, header)).isEqualTo("403");
        assertThat(statusOf("POST /v1/traces HTTP/1.1", host, header, "Content-Length: 0"))
                .isEqualTo("403");
    }

    /** In a chat, in a wiki. */
    @Test
    void aLinkElsewhereLeadsToThePageAlone() throws IOException {
        String host = "Host: localhost:" + dashboard.address().getPort();
        String site = "Sec-Fetch-Site: cross-site";
        String click = "Sec-Fetch-Mode: navigate";
        assertThat(statusOf("GET / HTTP/1.1", host, site, click)).isEqualTo("200");
        assertThat(statusOf("GET / HTTP/1.1", host, site, "Sec-Fetch-Mode: no-cors"))
                .isEqualTo("403");
        assertThat(statusOf("POST / HTTP/1.1", host, site, click, "Content-Length: 0"))
                .isEqualTo("403");
        assertThat(statusOf("GET /data/overview HTTP/1.1", host, site, click)).isEqualTo("403");
    }

    @Test
    void takesSoManyTracesAtOnce() throws Exception {
        byte[] tooLong = new byte[4 * 1024 * 1024 + 1];
        assertThat(send(exporting("application/x-protobuf", tooLong)).statusCode())
                .isEqualTo(413);
        assertThat(export("application/x-protobuf").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> export(String type) throws Exception {
        Span span = Span.newBuilder()
                .setName("send order.created to redis")
                .setTraceId(ByteString.fromHex("4bf92f3577b34da6a3ce929d0e0e4736"))
                .setSpanId(ByteString.fromHex("00f067aa0ba902b7"))
                .setStartTimeUnixNano(1_000_000)
                .setEndTimeUnixNano(3_000_000)
                .addAttributes(attribute("messaging.message.conversation_id", "order-1"))
                .build();
        ExportTraceServiceRequest.Builder exported = ExportTraceServiceRequest.newBuilder();
        exported.addResourceSpansBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "order-service")))
                .addScopeSpansBuilder()
                .addSpans(span);
        return send(exporting(type, exported.build().toByteArray()));
    }

    private HttpRequest exporting(String type, byte[] exported) {
        return HttpRequest.newBuilder(dashboard.tracesAddress())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(exported))
                .build();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(dashboard.address().resolve(path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** By hand: the JDK's client lets nobody name another host. */
    private String statusOf(String... lines) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), dashboard.address().getPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ")[1];
        }
    }
}

package com.homedelivery.shared.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another service of the suite, as a real HTTP server on a port of its own. A function answers; the stub remembers what it
 * was asked, and can be slow, fail, or lose its answers:
 *
 * <pre>{@code
 * static final StubService PRODUCT_SERVICE = StubService.start(request -> Response.ok(List.of()));
 * }</pre>
 */
public final class StubService implements AutoCloseable {

    /** Answers a request; several at a time. */
    @FunctionalInterface
    public interface Handler {
        Response handle(Request request);
    }

    /**
     * What the stub was asked.
     *
     * @param uri path and query
     * @param body empty if there was none
     */
    public record Request(String method, URI uri, HttpHeaders headers, String body) {

        public String path() {
            return uri.getPath();
        }

        /** A part of the path, the first is 0. */
        public String pathSegment(int index) {
            return path().split("/")[index + 1];
        }

        /** A parameter of the query, decoded; empty if there is none. */
        public String queryParameter(String name) {
            String value =
                    UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst(name);
            return value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The bearer token; empty if there is none. */
        public String token() {
            String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
            return authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        }

        /** Whether the token says that a service of the suite is calling. */
        public boolean isFromService() {
            return !token().isEmpty()
                    && new String(Base64.getUrlDecoder().decode(token().split("\\.")[1]), StandardCharsets.UTF_8)
                            .contains("\"role\":\"service\"");
        }
    }

    /**
     * What the stub answers.
     *
     * @param headers beside {@code Content-Type}, which is JSON unless it is among them
     */
    public record Response(int status, Map<String, String> headers, String body) {

        private static final String TIMESTAMP = "2026-01-31T10:15:30.123Z";
        private static final String MESSAGE = "As the test wants it";

        /** A success in the envelope. */
        public static Response ok(Object data) {
            return data(200, data);
        }

        /** A success in the envelope. */
        public static Response data(int status, Object data) {
            return json(status, Map.of("success", true, "data", data, "timestamp", TIMESTAMP));
        }

        /** An error in the envelope. */
        public static Response error(int status, String code) {
            return failure(status, Map.of("code", code, "message", MESSAGE));
        }

        /** An error in the envelope. */
        public static Response error(int status, String code, Object details) {
            return failure(status, Map.of("code", code, "message", MESSAGE, "details", details));
        }

        private static Response failure(int status, Map<String, Object> error) {
            return json(status, Map.of("success", false, "error", error, "timestamp", TIMESTAMP));
        }

        public static Response json(int status, Object body) {
            return new Response(status, Map.of(), JsonMapper.shared().writeValueAsString(body));
        }

        /** With one more header. */
        public Response with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Response(status, more, body);
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger maxInProgress = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Handler handler;
    private final HttpServer server;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile int failure;
    private volatile boolean losesResponses;

    private StubService(int port, Handler handler) {
        this.handler = handler;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static StubService start(Handler handler) {
        return new StubService(0, handler);
    }

    public static StubService startOn(int port, Handler handler) {
        return new StubService(port, handler);
    }

    /** A port at which nobody listens now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String urlOf(int port) {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    public String url() {
        return urlOf(server.getAddress().getPort());
    }

    /** What it was asked so far, in order, answered or not. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What it was asked of a path so far. */
    public List<Request> requestsTo(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Requests that are not answered yet. */
    public int inProgress() {
        return inProgress.get();
    }

    /** The most requests that were in progress at one time. */
    public int maxInProgress() {
        return maxInProgress.get();
    }

    /** From now on every answer is 503, until {@link #recover}. */
    public void goDown() {
        failWith(503);
    }

    /** From now on every answer is an error of this status, until {@link #recover}. */
    public void failWith(int status) {
        failure = status;
    }

    /** From now on requests wait to be handled, until {@link #recover}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** From now on requests are handled, but their connections are closed instead of answered, until {@link #recover}. */
    public void loseResponses() {
        losesResponses = true;
    }

    /** Everything is answered again, what was held first. */
    public void recover() {
        failure = 0;
        losesResponses = false;
        held.countDown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            maxInProgress.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
            held.await();
            Response response = failure == 0 ? handler.handle(request) : Response.error(failure, "SERVICE_ERROR");
            inProgress.decrementAndGet();
            if (!losesResponses) {
                write(response, exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(exchange.getRequestHeaders());
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void write(Response response, HttpExchange exchange) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        recover();
        server.stop(0);
        threads.shutdownNow();
    }
}

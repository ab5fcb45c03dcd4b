package com.homedelivery.dashboard.web;

import com.homedelivery.dashboard.logs.LogLine;
import com.homedelivery.dashboard.logs.Logs;
import com.homedelivery.dashboard.metrics.Monitor;
import com.homedelivery.dashboard.metrics.Overview;
import com.homedelivery.dashboard.traces.Span;
import com.homedelivery.dashboard.traces.Traces;
import com.homedelivery.dashboard.traces.Waterfall;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the page and what it shows, on loopback alone, and takes in the traces that services export by OTLP over HTTP. */
public final class DashboardServer implements AutoCloseable {

    private static final int COMPLAINTS = 30;
    private static final int ORDERS = 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    /** An exporter sends some 512 parts at once, which are less than a tenth of it. */
    private static final int LONGEST_EXPORT = 4 * 1024 * 1024;

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String ONE_ORDER = "/data/orders/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Monitor monitor;
    private final Logs logs;
    private final Traces traces;

    /**
     * @param port 0 for any
     * @throws IOException when the port is taken
     */
    public DashboardServer(int port, URI gateway, Monitor monitor, Logs logs, Traces traces) throws IOException {
        this.monitor = monitor;
        this.logs = logs;
        this.traces = traces;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        RequestGuard guard = new RequestGuard(server.getAddress().getPort());
        serve("/", new PageFiles(), guard);
        serve("/data/overview", this::overview, guard);
        serve(ONE_ORDER, this::order, guard);
        serve("/api/", new GatewayProxy(gateway, http), guard);
        serve("/v1/traces", this::receive, guard);
    }

    private void serve(String path, HttpHandler handler, RequestGuard guard) {
        server.createContext(path, handler).getFilters().add(guard);
    }

    public void start() {
        server.start();
    }

    /** Where browsers find it. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Where services are to send their traces. */
    public URI tracesAddress() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** What the page shows of all. */
    private record PageData(Overview overview, List<LogLine> complaints, List<Traces.Order> orders) {}

    private void overview(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonAnswer.send(
                    exchange,
                    new PageData(monitor.overview(), logs.latestComplaints(COMPLAINTS), traces.latestOrders(ORDERS)));
        }
    }

    private void order(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestURI().getPath().substring(ONE_ORDER.length());
            List<Span> spans = traces.ofOrder(id);
            if (spans.isEmpty()) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            } else {
                JsonAnswer.send(exchange, Waterfall.of(spans));
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!PROTOBUF.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                exchange.sendResponseHeaders(UNSUPPORTED, -1);
                return;
            }
            byte[] exported = exchange.getRequestBody().readNBytes(LONGEST_EXPORT + 1);
            if (exported.length > LONGEST_EXPORT) {
                exchange.sendResponseHeaders(TOO_LARGE, -1);
                return;
            }
            traces.add(Span.read(exported));
            exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
            // An empty message is the answer: everything was taken.
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}

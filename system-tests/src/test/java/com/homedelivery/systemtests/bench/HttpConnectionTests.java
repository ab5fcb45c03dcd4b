package com.homedelivery.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTests {

    private static final long CHUNKED = 0;
    private static final byte[] BODY = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> clientPorts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sized", exchange -> answer(exchange, 200, BODY.length));
        server.createContext("/chunked", exchange -> answer(exchange, 404, CHUNKED));
        server.createContext("/last", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, BODY.length);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAgainAndAgainOverOneConnection() throws IOException {
        try (HttpConnection connection = to("/sized?limit=20")) {
            assertThat(List.of(connection.get(), connection.get(), connection.get()))
                    .containsOnly(200);
        }
        assertThat(requests).hasSize(3).containsOnly("GET /sized?limit=20 Bearer abc");
        assertThat(clientPorts.stream().distinct()).hasSize(1);
    }

    @Test
    void readsAnswersInChunksToTheirEnd() throws IOException {
        try (HttpConnection connection = to("/chunked")) {
            assertThat(List.of(connection.get(), connection.get())).containsOnly(404);
        }
        assertThat(clientPorts.stream().distinct()).hasSize(1);
    }

    @Test
    void connectsAgainWhenAnAnswerWasTheLast() throws IOException {
        try (HttpConnection connection = to("/last")) {
            assertThat(List.of(connection.get(), connection.get())).containsOnly(200);
        }
        assertThat(clientPorts.stream().distinct()).hasSize(2);
    }

    private HttpConnection to(String path) {
        URI address = URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path);
        return new HttpConnection(List.of(address), Map.of("Authorization", "Bearer abc"));
    }

    private void answer(HttpExchange exchange, int status, long length) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        clientPorts.add(exchange.getRemoteAddress().getPort());
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(BODY);
        exchange.close();
    }
}

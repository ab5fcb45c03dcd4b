package com.homedelivery.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Hands on to the gateway what the page needs of it: signing in, and the switches of faults. The token is the page's, which
 * sends it along each time; it is not kept here.
 */
final class GatewayProxy implements HttpHandler {

    private static final Pattern ALLOWED = Pattern.compile(
            "POST /api/auth/login|GET /api/ops/[a-z]+/faults|(PUT|DELETE) /api/ops/[a-z]+/faults/[a-z-]+");
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    private static final int LONGEST_BODY = 4_096;
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;

    private final URI gateway;
    private final HttpClient http;

    GatewayProxy(URI gateway, HttpClient http) {
        this.gateway = gateway;
        this.http = http;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (ALLOWED.matcher(exchange.getRequestMethod() + " " + path).matches()) {
                handOn(exchange, path);
            } else {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        }
    }

    private void handOn(HttpExchange exchange, String path) throws IOException {
        HttpRequest request = request(exchange, path);
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException notReachable) {
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        JsonAnswer.send(exchange, answer.statusCode(), answer.body());
    }

    private HttpRequest request(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null) {
            request.header("Authorization", token);
        }
        return request.build();
    }
}

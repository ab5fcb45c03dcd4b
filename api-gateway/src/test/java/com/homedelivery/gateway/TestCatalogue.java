package com.homedelivery.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** A catalogue with one price for everything, which changes; the last segment of a path says how it answers. */
final class TestCatalogue {

    private final AtomicInteger price = new AtomicInteger(1);
    private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .runOn(LoopResources.create("test-catalogue"))
            .route(routes -> routes.route(_ -> true, this::answer))
            .bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void setPrice(int newPrice) {
        price.set(newPrice);
    }

    /** How often it was asked for a path of the gateway's. */
    int reads(String path) {
        return reads.get(path).get();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (request.method().equals(HttpMethod.PUT)) {
            return request.receive().aggregate().asString().flatMap(body -> {
                price.set(Integer.parseInt(body));
                return Mono.from(send(response, "{}"));
            });
        }
        String path = "/api" + request.fullPath();
        int read = reads.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        String body = "{\"price\":" + price + ",\"read\":" + read + ",\"asked\":\""
                + (request.requestHeaders().contains(HttpHeaderNames.AUTHORIZATION) ? "by somebody" : "anonymously")
                + "\"}";
        String kind = path.substring(path.lastIndexOf('/') + 1);
        if (request.requestHeaders().contains(HttpHeaderNames.RANGE)) {
            return send(response.status(HttpResponseStatus.PARTIAL_CONTENT), body.substring(0, 4));
        }
        return switch (kind) {
            case "slow" -> Mono.from(send(forEverybody(response), body)).delaySubscription(Duration.ofMillis(300));
            case "translated" ->
                send(
                        forEverybody(response)
                                .header(HttpHeaderNames.VARY, "Accept-Language")
                                .header(HttpHeaderNames.CONTENT_LANGUAGE, "de"),
                        "{\"languages\":\"" + request.requestHeaders().get(HttpHeaderNames.ACCEPT_LANGUAGE) + "\"}");
            case "list" -> send(forEverybody(response), list());
            case "private" -> send(response.header(HttpHeaderNames.CACHE_CONTROL, "private, public"), body);
            case "no-store" -> send(response.header(HttpHeaderNames.CACHE_CONTROL, "public, no-store"), body);
            case "not-public" -> send(response.header(HttpHeaderNames.CACHE_CONTROL, "max-age=60"), body);
            case "sets-a-cookie" -> send(forEverybody(response).header(HttpHeaderNames.SET_COOKIE, "a=b"), body);
            case "varies" -> send(forEverybody(response).header(HttpHeaderNames.VARY, "Authorization"), body);
            case "too-large" -> send(forEverybody(response), body + " ".repeat(1024 * 1024));
            case "appears" ->
                reads.get(path).get() < 3
                        ? send(
                                response.status(HttpResponseStatus.NOT_FOUND),
                                "{\"success\":false,\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"no\"},"
                                        + "\"timestamp\":\"2026-01-31T10:15:30.000Z\"}")
                        : send(forEverybody(response), body);
            default -> send(forEverybody(response), body);
        };
    }

    private HttpServerResponse forEverybody(HttpServerResponse response) {
        return response.header(HttpHeaderNames.CACHE_CONTROL, "no-cache, public")
                .header(HttpHeaderNames.ETAG, "W/\"" + price + "\"");
    }

    private static String list() {
        return IntStream.range(0, 100)
                .mapToObj(i -> "{\"name\":\"product " + i + "\",\"description\":\"" + "good ".repeat(20) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Publisher<Void> send(HttpServerResponse response, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length))
                .sendByteArray(Mono.just(bytes));
    }
}

package com.homedelivery.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service behind the gateway: tells what it was asked, misbehaves on paths that say how, and echoes on a WebSocket.
 */
final class TestService {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .runOn(LoopResources.create("test-service"))
            .httpRequestDecoder(decoder -> decoder.maxHeaderSize(64 * 1024))
            .route(routes -> routes.ws(
                            "/ws",
                            (in, out) -> out.sendString(in.receive().asString().map(message -> "echo " + message)))
                    .route(_ -> true, TestService::answer))
            .bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.fullPath();
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "html-error" -> html(response, HttpResponseStatus.BAD_REQUEST);
            case "html-crash" -> html(response, HttpResponseStatus.INTERNAL_SERVER_ERROR);
            case "empty-404" -> response.status(HttpResponseStatus.NOT_FOUND).send();
            case "json-409" -> json(response.status(HttpResponseStatus.CONFLICT), Map.of("success", false));
            case "full" -> json(response.status(HttpResponseStatus.SERVICE_UNAVAILABLE), Map.of("success", false));
            case "redirect" -> response.sendRedirect("http://product-service:3003/elsewhere");
            case "never" -> Mono.never();
            case "after-a-while" ->
                Mono.from(echo(request, response))
                        .delaySubscription(
                                Duration.ofMillis(ThreadLocalRandom.current().nextInt(5, 100)));
            case "stalls" ->
                response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .sendString(Flux.just("{\"a\":").concatWith(Flux.never()));
            case "cached" ->
                json(
                        response.header(HttpHeaderNames.ETAG, "\"v1\"")
                                .header(HttpHeaderNames.CACHE_CONTROL, "max-age=60")
                                .header(HttpHeaderNames.SERVER, "secret/1.0")
                                .header("X-Frame-Options", "SAMEORIGIN")
                                .header("X-RateLimit-Limit", "7"),
                        Map.of());
            case "small" -> whole(response, "application/json", "{\"success\":true}");
            case "catalogue" ->
                whole(
                        response.header(HttpHeaderNames.ETAG, "W/\"1\"")
                                .header(HttpHeaderNames.CACHE_CONTROL, "no-cache, public"),
                        "application/json",
                        "{\"success\":true,\"data\":{\"id\":\"catalogue\",\"price\":1.00}}");
            default -> echo(request, response);
        };
    }

    private static Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> headers = new TreeMap<>();
        request.requestHeaders()
                .forEach(header ->
                        headers.merge(header.getKey().toLowerCase(), header.getValue(), (a, b) -> a + "|" + b));
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("method", request.method().name());
            seen.put("uri", request.uri());
            seen.put("headers", headers);
            seen.put("bodyLength", body.length());
            return Mono.from(json(response, seen));
        });
    }

    private static Publisher<Void> html(HttpServerResponse response, HttpResponseStatus status) {
        return response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, "text/html")
                .sendString(Mono.just("<h1>org.apache.catalina at 10.0.0.3</h1>"));
    }

    private static Publisher<Void> whole(HttpServerResponse response, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return response.header(HttpHeaderNames.CONTENT_TYPE, type)
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length))
                .sendByteArray(Mono.just(bytes));
    }

    private static Publisher<Void> json(HttpServerResponse response, Object body) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .sendString(Mono.just(JSON.writeValueAsString(body)));
    }
}

package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class DeadlineFilterTests {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    /** On a busy machine; without the bound the client would wait for ever. */
    private static final int PATIENCE_MS = 10_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void anAnswerThatBeginsAndNeverEndsIsCutOff() throws Exception {
        Flux<String> neverAll = Flux.just("first part").concatWith(Flux.never());

        String answer = answerOf(exchange -> write(exchange, neverAll), DEADLINE.multipliedBy(2));

        assertThat(answer).startsWith("HTTP/1.1 200").contains("first part").doesNotEndWith("0\r\n\r\n");
        assertThat(missed()).isEqualTo(1);
    }

    @Test
    void whoAsksForAWebSocketAndGetsAnOrdinaryAnswerHasNoMoreTimeThanOthers() throws Exception {
        Flux<String> neverAll = Flux.just("first part").concatWith(Flux.never());

        String answer = answerTo(
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                exchange -> write(exchange, neverAll),
                DEADLINE.multipliedBy(2));

        assertThat(answer).startsWith("HTTP/1.1 200").contains("first part").doesNotEndWith("0\r\n\r\n");
        assertThat(missed()).isEqualTo(1);
    }

    @Test
    void aWebSocketStaysOpenForLongerThanAnyAnswer() {
        Duration longestAnswer = DEADLINE.multipliedBy(2);
        CompletableFuture<String> heard = new CompletableFuture<>();
        DisposableServer server = serverOf(DeadlineFilterTests::echo, longestAnswer);
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port()), hearing(heard))
                    .join();

            await().pollDelay(longestAnswer.plus(DEADLINE)).until(() -> !socket.isInputClosed());
            socket.sendText("still here", true).join();

            assertThat(heard).succeedsWithin(Duration.ofMillis(PATIENCE_MS)).isEqualTo("still here");
            assertThat(missed()).isZero();
            socket.abort();
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void anAnswerThatTakesLongerThanTheDeadlineToEndComesWhole() throws Exception {
        Mono<String> lastPart = Mono.delay(DEADLINE.plusMillis(500)).thenReturn("last part");
        Flux<String> slowly = Flux.just("first part").concatWith(lastPart);

        String answer = answerOf(exchange -> write(exchange, slowly), Duration.ofMinutes(2));

        assertThat(answer).contains("first part", "last part").endsWith("0\r\n\r\n");
        assertThat(missed()).isZero();
    }

    private double missed() {
        return meters.get("homedelivery.gateway.deadlines.missed").counter().count();
    }

    private String answerOf(WebHandler inside, Duration longestAnswer) throws IOException {
        return answerTo("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", inside, longestAnswer);
    }

    /** All that comes until the connection is closed. */
    private String answerTo(String request, WebHandler inside, Duration longestAnswer) throws IOException {
        DisposableServer server = serverOf(inside, longestAnswer);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(PATIENCE_MS);
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } finally {
            server.disposeNow();
        }
    }

    private DisposableServer serverOf(WebHandler inside, Duration longestAnswer) {
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(inside)
                .filter(new DeadlineFilter(DEADLINE, DEADLINE, longestAnswer, meters))
                .build();
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    private static Mono<Void> echo(ServerWebExchange exchange) {
        return new HandshakeWebSocketService()
                .handleRequest(
                        exchange,
                        session -> session.send(
                                session.receive().map(message -> session.textMessage(message.getPayloadAsText()))));
    }

    private static WebSocket.Listener hearing(CompletableFuture<String> heard) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                heard.complete(data.toString());
                return WebSocket.Listener.super.onText(socket, data, last);
            }
        };
    }

    private static Mono<Void> write(ServerWebExchange exchange, Flux<String> parts) {
        return exchange.getResponse().writeAndFlushWith(parts.map(part -> Mono.just(buffer(exchange, part))));
    }

    private static DataBuffer buffer(ServerWebExchange exchange, String part) {
        return exchange.getResponse().bufferFactory().wrap(part.getBytes(StandardCharsets.US_ASCII));
    }
}

package com.homedelivery.gateway.routing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The WebSockets that clients have opened through this gateway. They are told to connect elsewhere as soon as it is to end: left
 * alone, they would hold up its end and break off with it.
 */
@Component
@Primary
class OpenWebSockets implements WebSocketService, SmartLifecycle {

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(3);

    private final WebSocketService handshakes;
    private final Set<WebSocketSession> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    OpenWebSockets(@Qualifier("webSocketService") WebSocketService handshakes) {
        this.handshakes = handshakes;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        return handshakes.handleRequest(exchange, new WebSocketHandler() {
            @Override
            public Mono<Void> handle(WebSocketSession session) {
                open.add(session);
                return running
                        ? handler.handle(session).doFinally(_ -> open.remove(session))
                        : session.close(CloseStatus.GOING_AWAY).doFinally(_ -> open.remove(session));
            }

            @Override
            public List<String> getSubProtocols() {
                return handler.getSubProtocols();
            }
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends with the first, while requests are still answered. */
    @Override
    public void stop() {
        running = false;
        Flux.fromIterable(open)
                .flatMap(session -> session.close(CloseStatus.GOING_AWAY).onErrorComplete(), Integer.MAX_VALUE)
                .then()
                .timeout(CLOSED_WITHIN, Mono.empty())
                .block();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package com.homedelivery.gateway.web;

import io.netty.channel.EventLoop;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.Connection;

/** The thread on which a request's connection is read and written. */
final class RequestEventLoop {

    private RequestEventLoop() {}

    static EventLoop of(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        return connection.channel().eventLoop();
    }
}

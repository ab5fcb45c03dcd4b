package com.homedelivery.gateway.routing;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;

/**
 * Makes sure that there is a service behind a WebSocket before the handshake is accepted. Accepting comes first in the
 * proxy, and a client could then not tell a service that is down from a lost connection.
 */
@Component
@Order(GlobalFilterOrder.BEFORE_ROUTING)
class UpstreamReachabilityFilter implements GlobalFilter {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int HTTP_PORT = 80;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!"websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade())) {
            return chain.filter(exchange);
        }
        URI service = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        return TcpClient.newConnection()
                .host(service.getHost())
                .port(service.getPort() < 0 ? HTTP_PORT : service.getPort())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                .connect()
                .doOnNext(Connection::dispose)
                .then(chain.filter(exchange));
    }
}

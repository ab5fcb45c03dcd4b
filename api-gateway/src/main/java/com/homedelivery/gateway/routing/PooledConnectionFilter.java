package com.homedelivery.gateway.routing;

import io.netty.channel.Channel;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.channel.ChannelOperations;

/**
 * Keeps the gateway from closing a connection to a service that belongs to another request by now. When a client hangs up,
 * or an answer is refused, the gateway closes the connection that the answer came on; if the answer had come whole, that
 * connection was back in the pool and may carry the next request.
 */
@Component
@Order(GlobalFilterOrder.RESPONSE_RECEIVED)
class PooledConnectionFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .then(Mono.fromRunnable(() -> exchange.getAttributes()
                        .computeIfPresent(
                                ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR,
                                (_, connection) -> connection instanceof ChannelOperations<?, ?> operations
                                        ? new LeasedConnection(operations)
                                        : connection)));
    }

    /** A connection as long as one exchange has it; closing it later does nothing. */
    private record LeasedConnection(ChannelOperations<?, ?> lease) implements Connection {

        @Override
        public void dispose() {
            channel().eventLoop().execute(() -> {
                if (ChannelOperations.get(channel()) == lease) {
                    lease.dispose();
                }
            });
        }

        @Override
        public Channel channel() {
            return lease.channel();
        }

        @Override
        public NettyInbound inbound() {
            return lease.inbound();
        }

        @Override
        public NettyOutbound outbound() {
            return lease.outbound();
        }
    }
}

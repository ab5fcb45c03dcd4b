package com.homedelivery.gateway.routing;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A service may close an idle connection at the moment it is used again. Reading may then be tried once more; whether
 * anything else was already acted on cannot be known.
 */
@Component
@Order(GlobalFilterOrder.BEFORE_ROUTING)
class RetryFilter implements GlobalFilter {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!READING.contains(exchange.getRequest().getMethod()) || isUpgrade(exchange)) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange)
                .retryWhen(Retry.max(1)
                        .filter(failure -> isLostConnection(failure)
                                && !exchange.getResponse().isCommitted())
                        .doBeforeRetry(_ -> ServerWebExchangeUtils.reset(exchange))
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }

    private static boolean isUpgrade(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getUpgrade() != null;
    }

    private static boolean isLostConnection(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof ConnectException);
    }
}

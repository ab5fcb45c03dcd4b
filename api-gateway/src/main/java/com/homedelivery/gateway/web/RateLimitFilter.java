package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.ClientIdentityResolver;
import com.homedelivery.gateway.application.RateLimiter;
import com.homedelivery.gateway.application.RouteName;
import com.homedelivery.gateway.application.TooManyRequestsException;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Identifies the client and counts the request, before anything about it is validated: whoever guesses tokens or scans
 * paths is limited as well. Only the probe of the gateway itself is not counted.
 *
 * <p>A request that has to wait for the counts of other instances goes on where it came in, on the event loop of its
 * connection: the one thread that exchanges counts has no time for requests.
 */
@Component
@Order(WebFilterOrder.RATE_LIMIT)
class RateLimitFilter implements WebFilter {

    private static final String PROBE = "/health";

    private final ClientIdentityResolver clients;
    private final RateLimiter limiter;

    RateLimitFilter(ClientIdentityResolver clients, RateLimiter limiter) {
        this.clients = clients;
        this.limiter = limiter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        ClientIdentity client = clients.resolve(request.getRemoteAddress(), request.getHeaders());
        client.storeIn(exchange.getAttributes());
        if (isProbe(exchange)) {
            return chain.filter(exchange);
        }
        return limiter.take(client, RouteName.of(request.getPath()), RequestEventLoop.of(exchange))
                .flatMap(result -> {
                    result.storeIn(exchange.getAttributes());
                    return result.retryAfter() == null
                            ? chain.filter(exchange)
                            : Mono.error(new TooManyRequestsException());
                });
    }

    private static boolean isProbe(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().equals(PROBE);
    }
}

package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.ClientIdentityResolver;
import com.homedelivery.gateway.application.RateLimiter;
import com.homedelivery.gateway.application.RouteName;
import com.homedelivery.gateway.application.TooManyRequestsException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Recognises the visitor and counts the request, before anything about it is judged: whoever tries tokens or looks for
 * holes is held up as well. Only whoever watches over the gateway itself is not counted.
 *
 * <p>A request that has to wait for the counts of other instances goes on where it came in, on the event loop of its
 * connection: the one thread that exchanges counts has no time for requests.
 */
@Component
@Order(WebFilterOrder.RATE_LIMIT)
class RateLimitFilter implements WebFilter {

    private static final Set<String> SUPERVISION =
            Set.of("/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private final ClientIdentityResolver visitors;
    private final RateLimiter limiter;

    RateLimitFilter(ClientIdentityResolver visitors, RateLimiter limiter) {
        this.visitors = visitors;
        this.limiter = limiter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ClientIdentity visitor = visitors.recognise(exchange.getRequest());
        visitor.enter(exchange);
        if (isSupervision(exchange)) {
            return chain.filter(exchange);
        }
        return limiter.take(visitor, RouteName.of(exchange.getRequest().getPath()), RequestEventLoop.of(exchange))
                .flatMap(result -> {
                    result.attachTo(exchange);
                    return result.retryAfter() == null
                            ? chain.filter(exchange)
                            : Mono.error(new TooManyRequestsException());
                });
    }

    private static boolean isSupervision(ServerWebExchange exchange) {
        return SUPERVISION.contains(exchange.getRequest().getPath().value());
    }
}

package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.RateLimiter;
import com.homedelivery.gateway.application.ServiceRoute;
import com.homedelivery.gateway.application.TooManyRequests;
import com.homedelivery.gateway.application.Visitor;
import com.homedelivery.gateway.application.Visitors;
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
 */
@Component
@Order(DoorOrder.RATE_LIMIT)
class RateLimit implements WebFilter {

    /** All that leads nowhere is counted together. */
    private static final String NOWHERE = "nowhere";

    private static final Set<String> SUPERVISION =
            Set.of("/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private final Visitors visitors;
    private final RateLimiter limiter;

    RateLimit(Visitors visitors, RateLimiter limiter) {
        this.visitors = visitors;
        this.limiter = limiter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Visitor visitor = visitors.recognise(exchange.getRequest());
        visitor.enter(exchange);
        if (isSupervision(exchange)) {
            return chain.filter(exchange);
        }
        return limiter.take(visitor, routeOf(exchange)).flatMap(allowance -> {
            allowance.note(exchange);
            return allowance.retryAfter() == null ? chain.filter(exchange) : Mono.error(new TooManyRequests());
        });
    }

    private static boolean isSupervision(ServerWebExchange exchange) {
        return SUPERVISION.contains(exchange.getRequest().getPath().value());
    }

    private static String routeOf(ServerWebExchange exchange) {
        return ServiceRoute.of(exchange.getRequest().getPath())
                .map(route -> route.path().substring(route.path().lastIndexOf('/') + 1))
                .orElse(NOWHERE);
    }
}

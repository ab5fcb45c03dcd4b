package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.PublicRoutes;
import com.homedelivery.shared.api.error.DomainException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets only people with a valid token through, except to {@link PublicRoutes}. */
@Component
@Order(GlobalFilterOrder.TOKEN_CHECK)
class AuthenticationFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        DomainException refusal = ClientIdentity.of(exchange).refusal();
        return refusal == null || PublicRoutes.include(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.error(refusal);
    }
}

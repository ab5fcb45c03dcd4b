package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.GuestCartRequests;
import com.homedelivery.gateway.application.PublicRoutes;
import com.homedelivery.shared.api.error.DomainException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets only users with a valid token through, except to {@link PublicRoutes} and for {@link GuestCartRequests}. */
@Component
@Order(GlobalFilterOrder.AUTHENTICATION)
class AuthenticationFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        DomainException error = ClientIdentity.in(exchange.getAttributes()).authenticationError();
        ServerHttpRequest request = exchange.getRequest();
        return error == null
                        || PublicRoutes.contain(request.getMethod(), request.getPath())
                        || GuestCartRequests.include(request.getPath(), request.getHeaders())
                ? chain.filter(exchange)
                : Mono.error(error);
    }
}

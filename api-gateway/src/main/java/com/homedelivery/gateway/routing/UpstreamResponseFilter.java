package com.homedelivery.gateway.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes on only what a service itself has said. An error page of the server it runs in is replaced by the envelope, and
 * a redirect, which would give away an address inside, is no answer at all.
 */
@Component
@Order(GlobalFilterOrder.RESPONSE_CHECK)
class UpstreamResponseFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).then(Mono.defer(() -> check(exchange)));
    }

    private static Mono<Void> check(ServerWebExchange exchange) {
        ServerHttpResponse answer = exchange.getResponse();
        HttpStatusCode status = answer.getStatusCode();
        if (exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR) == null || status == null) {
            return Mono.empty();
        }
        answer.getHeaders().remove(HttpHeaders.SERVER);
        MediaType type = typeOf(answer.getHeaders());
        if (HttpStatus.SERVICE_UNAVAILABLE.isSameCodeAs(status) && isReading(exchange)) {
            answer.getHeaders().putIfAbsent(HttpHeaders.RETRY_AFTER, List.of("1"));
        }
        if (status.is3xxRedirection() && !HttpStatus.NOT_MODIFIED.isSameCodeAs(status)) {
            return bad(HttpStatus.BAD_GATEWAY, status, type);
        }
        if (status.isError() && !isJson(type)) {
            return bad(status.is4xxClientError() ? status : HttpStatus.BAD_GATEWAY, status, type);
        }
        return Mono.empty();
    }

    /** Reading may be tried again whatever has become of it. */
    private static boolean isReading(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static Mono<Void> bad(HttpStatusCode told, HttpStatusCode status, @Nullable MediaType type) {
        return Mono.error(new ResponseStatusException(told, "The service answered " + status + " as " + type));
    }

    private static @Nullable MediaType typeOf(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }
}

package com.homedelivery.gateway.web;

import com.homedelivery.gateway.GatewayProperties;
import com.homedelivery.gateway.application.GuestCartRequests;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Which web pages may call (CORS, Fetch standard). Tokens travel in a header: no cookies, hence no credentials. */
@Component
@Order(WebFilterOrder.CORS)
class CorsFilter implements WebFilter {

    private static final List<String> EXPOSED = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.RETRY_AFTER,
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id");

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration cors = new CorsConfiguration();

    CorsFilter(GatewayProperties properties) {
        cors.setAllowedOriginPatterns(properties.corsAllowedOrigins());
        cors.setAllowedMethods(List.of(
                HttpMethod.GET.name(),
                HttpMethod.HEAD.name(),
                HttpMethod.POST.name(),
                HttpMethod.PUT.name(),
                HttpMethod.DELETE.name()));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                GuestCartRequests.TOKEN,
                "Idempotency-Key",
                "X-Request-Id"));
        cors.setExposedHeaders(EXPOSED);
        cors.setMaxAge(Duration.ofHours(1));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!processor.process(cors, exchange)) {
            return Mono.error(new OriginRefusedException());
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }

    private static final class OriginRefusedException extends DomainException {

        OriginRefusedException() {
            super(CommonErrorCode.FORBIDDEN, "Pages of this origin may not call");
        }
    }
}

package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.RequestId;
import com.homedelivery.gateway.application.RequestTrace;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of the request to a service: the client's own without those that claim an identity, an address, a
 * deadline or anything of a trace but its name, and without a token that is not valid (a stolen one between services, above all); in addition the request's
 * id, the client's address, and the request's {@linkplain RequestTrace trace}.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class UpstreamRequestHeadersFilter implements HttpHeadersFilter {

    private static final List<String> SPOOFABLE = List.of(
            "x-user-",
            "x-internal-",
            "x-service-",
            "x-forwarded-",
            "x-real-ip",
            "x-original-",
            "x-rewrite-",
            "x-http-method-override",
            RequestDeadline.HEADER,
            "tracestate",
            "baggage",
            "forwarded");

    @Override
    public HttpHeaders filter(HttpHeaders received, ServerWebExchange exchange) {
        ClientIdentity client = ClientIdentity.in(exchange.getAttributes());
        HttpHeaders forwarded = new HttpHeaders();
        received.forEach((name, values) -> {
            if (!isSpoofable(name)) {
                forwarded.addAll(name, values);
            }
        });
        if (isInvalidToken(client.authenticationError())) {
            forwarded.remove(HttpHeaders.AUTHORIZATION);
        }
        String requestId = RequestId.in(exchange.getAttributes());
        forwarded.set(RequestId.HEADER, requestId);
        RequestTrace.in(exchange.getAttributes()).headers().forEach(forwarded::set);
        forwarded.set("X-Forwarded-For", client.address().getHostAddress());
        return forwarded;
    }

    private static boolean isSpoofable(String name) {
        for (String prefix : SPOOFABLE) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInvalidToken(@Nullable DomainException error) {
        return error != null && error.code() == CommonErrorCode.INVALID_TOKEN;
    }
}

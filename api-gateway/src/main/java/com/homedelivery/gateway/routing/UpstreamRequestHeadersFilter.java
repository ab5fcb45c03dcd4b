package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.application.ClientIdentity;
import com.homedelivery.gateway.application.RequestId;
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
 * What a service is told about a request: the visitor's own headers without those that claim who or where somebody is, or
 * how long they wait, and without a token that is not valid (a stolen one between services, above all); instead the
 * request's id and the address that the gateway saw, and a {@linkplain TraceParent trace} unless the visitor has begun
 * one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class UpstreamRequestHeadersFilter implements HttpHeadersFilter {

    private static final List<String> CLAIMS = List.of(
            "x-user-",
            "x-internal-",
            "x-service-",
            "x-forwarded-",
            "x-real-ip",
            "x-original-",
            "x-rewrite-",
            "x-http-method-override",
            RequestDeadline.HEADER,
            "forwarded");

    @Override
    public HttpHeaders filter(HttpHeaders received, ServerWebExchange exchange) {
        ClientIdentity visitor = ClientIdentity.of(exchange);
        HttpHeaders passedOn = new HttpHeaders();
        received.forEach((name, values) -> {
            if (!isClaim(name)) {
                passedOn.addAll(name, values);
            }
        });
        if (isInvalid(visitor.refusal())) {
            passedOn.remove(HttpHeaders.AUTHORIZATION);
        }
        String requestId = RequestId.of(exchange);
        passedOn.set(RequestId.HEADER, requestId);
        if (!passedOn.containsHeader(TraceParent.HEADER)) {
            passedOn.set(TraceParent.HEADER, TraceParent.startingWith(requestId));
        }
        passedOn.set("X-Forwarded-For", visitor.address().getHostAddress());
        return passedOn;
    }

    private static boolean isClaim(String name) {
        for (String claim : CLAIMS) {
            if (name.regionMatches(true, 0, claim, 0, claim.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInvalid(@Nullable DomainException refusal) {
        return refusal != null && refusal.code() == CommonErrorCode.INVALID_TOKEN;
    }
}

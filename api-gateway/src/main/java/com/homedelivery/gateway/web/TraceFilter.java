package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.RequestId;
import com.homedelivery.gateway.application.RequestTrace;
import com.homedelivery.gateway.application.RouteName;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Begins the trace of a request, or goes on with the client's. This stands for the observations of the framework, which cost
 * more than the routing.
 */
@Component
@Order(WebFilterOrder.TRACE)
class TraceFilter implements WebFilter {

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final Set<HttpMethod> KNOWN_METHODS = Set.of(HttpMethod.values());

    /** What semantic conventions have for a word that is no method: clients choose no names of ours. */
    private static final String OTHER_METHOD = "_OTHER";

    private final Tracer tracer;

    TraceFilter(Tracer tracer) {
        this.tracer = tracer;
    }

    private enum RequestHeaders implements TextMapGetter<HttpHeaders> {
        GETTER;

        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.headerNames();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String name) {
            return headers == null ? null : headers.getFirst(name);
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Span span = begin(exchange);
        traceOf(span).storeIn(exchange.getAttributes());
        if (!span.isRecording()) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange)
                .doFinally(_ -> end(span, exchange.getResponse().getStatusCode()));
    }

    private Span begin(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Context client = W3C.extract(Context.root(), request.getHeaders(), RequestHeaders.GETTER);
        String route = RouteName.of(request.getPath());
        String method = KNOWN_METHODS.contains(request.getMethod())
                ? request.getMethod().name()
                : OTHER_METHOD;
        SpanBuilder builder =
                tracer.spanBuilder(method + " " + route).setParent(client).setSpanKind(SpanKind.SERVER);
        Span span = RequestTraceIds.during(RequestId.in(exchange.getAttributes()), builder::startSpan);
        if (span.isRecording()) {
            span.setAttribute("http.request.method", method)
                    .setAttribute("http.route", route)
                    .setAttribute("url.path", request.getPath().value());
        }
        return span;
    }

    private static void end(Span span, @Nullable HttpStatusCode status) {
        if (status != null) {
            span.setAttribute("http.response.status_code", status.value());
            if (status.is5xxServerError()) {
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end();
    }

    private static RequestTrace traceOf(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(
                Context.root().with(span),
                headers,
                (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value));
        return new RequestTrace(headers);
    }
}

package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bodies of more than 1 MiB, or of the few routes that take files more than 16 MiB, are refused: at once when their length is declared, else as soon as they pass it. A body that
 * stops in the middle is the client's failure and not the service's.
 */
@Component
@Order(WebFilterOrder.REQUEST_BODY)
class RequestBodyFilter implements WebFilter {

    static final long MAX_BYTES = 1024 * 1024;
    static final long MAX_FILE_BYTES = 16 * MAX_BYTES;

    /** Pictures and spreadsheets of admins, for whom product-service has its own limits. */
    private static final List<PathPattern> FILES = List.of(
            PathPatternParser.defaultInstance.parse("/api/products/{id}/images"),
            PathPatternParser.defaultInstance.parse("/api/products/imports"));

    private static final String ATTRIBUTE = RequestBodyFilter.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long maxBytes = takesFile(exchange.getRequest()) ? MAX_FILE_BYTES : MAX_BYTES;
        if (exchange.getRequest().getHeaders().getContentLength() > maxBytes) {
            return Mono.error(new BodyTooLargeException(maxBytes));
        }
        BoundedRequest request = new BoundedRequest(exchange.getRequest(), maxBytes);
        exchange.getAttributes().put(ATTRIBUTE, request);
        return chain.filter(exchange.mutate().request(request).build());
    }

    private static boolean takesFile(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        return HttpMethod.POST.equals(request.getMethod()) && FILES.stream().anyMatch(file -> file.matches(path));
    }

    /** Whether somebody is waiting for the rest of the request's body. */
    static boolean isAwaitingBody(ServerWebExchange exchange) {
        BoundedRequest request = exchange.getAttribute(ATTRIBUTE);
        return request != null && request.awaitingBody;
    }

    private static final class BoundedRequest extends ServerHttpRequestDecorator {

        private final long maxBytes;
        private volatile boolean awaitingBody;

        BoundedRequest(ServerHttpRequest request, long maxBytes) {
            super(request);
            this.maxBytes = maxBytes;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong bytes = new AtomicLong();
            return super.getBody()
                    .doOnSubscribe(_ -> awaitingBody = true)
                    .doOnTerminate(() -> awaitingBody = false)
                    .onErrorMap(IncompleteRequestBodyException::new)
                    .handle((part, sink) -> {
                        if (bytes.addAndGet(part.readableByteCount()) > maxBytes) {
                            DataBufferUtils.release(part);
                            sink.error(new BodyTooLargeException(maxBytes));
                        } else {
                            sink.next(part);
                        }
                    });
        }
    }

    private static final class BodyTooLargeException extends DomainException {

        BodyTooLargeException(long maxBytes) {
            super(CommonErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + maxBytes / MAX_BYTES + " MiB");
        }
    }
}

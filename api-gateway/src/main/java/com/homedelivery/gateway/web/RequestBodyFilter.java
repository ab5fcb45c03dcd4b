package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bodies of more than 1 MiB are refused: at once when their length is declared, else as soon as they pass it. A body that
 * stops in the middle is the client's failure and not the service's.
 */
@Component
@Order(WebFilterOrder.REQUEST_BODY)
class RequestBodyFilter implements WebFilter {

    static final long MAX_BYTES = 1024 * 1024;

    private static final String ATTRIBUTE = RequestBodyFilter.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getHeaders().getContentLength() > MAX_BYTES) {
            return Mono.error(new BodyTooLargeException());
        }
        BoundedRequest request = new BoundedRequest(exchange.getRequest());
        exchange.getAttributes().put(ATTRIBUTE, request);
        return chain.filter(exchange.mutate().request(request).build());
    }

    /** Whether somebody is waiting for the rest of the request's body. */
    static boolean isAwaitingBody(ServerWebExchange exchange) {
        BoundedRequest request = exchange.getAttribute(ATTRIBUTE);
        return request != null && request.awaitingBody;
    }

    private static final class BoundedRequest extends ServerHttpRequestDecorator {

        private volatile boolean awaitingBody;

        BoundedRequest(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong bytes = new AtomicLong();
            return super.getBody()
                    .doOnSubscribe(_ -> awaitingBody = true)
                    .doOnTerminate(() -> awaitingBody = false)
                    .onErrorMap(IncompleteRequestBodyException::new)
                    .handle((part, sink) -> {
                        if (bytes.addAndGet(part.readableByteCount()) > MAX_BYTES) {
                            DataBufferUtils.release(part);
                            sink.error(new BodyTooLargeException());
                        } else {
                            sink.next(part);
                        }
                    });
        }
    }

    private static final class BodyTooLargeException extends DomainException {

        BodyTooLargeException() {
            super(CommonErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB");
        }
    }
}

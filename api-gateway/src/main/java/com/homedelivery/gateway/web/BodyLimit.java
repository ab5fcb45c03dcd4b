package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;
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

/** Bodies of more than 1 MiB are refused: at once when their length is declared, else as soon as they pass it. */
@Component
@Order(DoorOrder.BODY_LIMIT)
class BodyLimit implements WebFilter {

    static final long MAX_BYTES = 1024 * 1024;

    private static final long NOT_DECLARED = -1;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long declared = exchange.getRequest().getHeaders().getContentLength();
        if (declared > MAX_BYTES) {
            return Mono.error(new BodyTooLarge());
        }
        return declared == NOT_DECLARED
                ? chain.filter(exchange.mutate()
                        .request(new CountedRequest(exchange.getRequest()))
                        .build())
                : chain.filter(exchange);
    }

    private static final class CountedRequest extends ServerHttpRequestDecorator {

        CountedRequest(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong bytes = new AtomicLong();
            return super.getBody().handle((part, sink) -> {
                if (bytes.addAndGet(part.readableByteCount()) > MAX_BYTES) {
                    DataBufferUtils.release(part);
                    sink.error(new BodyTooLarge());
                } else {
                    sink.next(part);
                }
            });
        }
    }

    private static final class BodyTooLarge extends Refusal {

        BodyTooLarge() {
            super(ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB");
        }
    }
}

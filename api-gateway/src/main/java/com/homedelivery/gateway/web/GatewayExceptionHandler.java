package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.RequestId;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.api.error.HttpStatusError;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever went wrong at the gateway into the envelope, and logs what an operator has to look at. */
@Component
@Order(-2)
class GatewayExceptionHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(GatewayExceptionHandler.class);

    private static final String RETRY_AFTER_SECONDS = "1";

    private final JsonMapper json;

    GatewayExceptionHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(thrown);
        }
        removeUpstreamHeaders(exchange);
        Throwable failure =
                isTimeoutWhileAwaitingBody(exchange, thrown) ? new IncompleteRequestBodyException(thrown) : thrown;
        if (failure instanceof DomainException domainFailure) {
            HttpStatus status = HttpStatus.valueOf(domainFailure.code().status());
            if (domainFailure instanceof IncompleteRequestBodyException) {
                // Where the next request begins cannot be known.
                exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            }
            return answer(
                    exchange,
                    status,
                    domainFailure.code(),
                    String.valueOf(domainFailure.getMessage()),
                    domainFailure.details());
        }
        if (failure instanceof ErrorResponse known) {
            exchange.getResponse().getHeaders().addAll(known.getHeaders());
        }
        HttpStatusCode status = statusOf(failure);
        log(exchange, status, failure);
        HttpStatusError error = HttpStatusError.of(status);
        HttpStatusCode told = error.code() == CommonErrorCode.SERVICE_ERROR
                ? status
                : HttpStatusCode.valueOf(error.code().status());
        return answer(exchange, told, error.code(), error.message(), null);
    }

    private static boolean isTimeoutWhileAwaitingBody(ServerWebExchange exchange, Throwable failure) {
        return RequestBodyFilter.isAwaitingBody(exchange) && HttpStatus.GATEWAY_TIMEOUT.isSameCodeAs(statusOf(failure));
    }

    private static HttpStatusCode statusOf(Throwable failure) {
        return switch (failure) {
            case ErrorResponse known -> known.getStatusCode();
            case ConnectException _,
                    UnknownHostException _,
                    PoolAcquireTimeoutException _,
                    PoolAcquirePendingLimitException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case ReadTimeoutException _, TimeoutException _ -> HttpStatus.GATEWAY_TIMEOUT;
            case IOException _, AbortedException _ -> HttpStatus.BAD_GATEWAY;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static void log(ServerWebExchange exchange, HttpStatusCode status, Throwable failure) {
        Object[] request = {
            exchange.getRequest().getMethod(), exchange.getRequest().getPath(), RequestId.in(exchange.getAttributes())
        };
        if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error("Unforeseen at {} {} ({})", request[0], request[1], request[2], failure);
        } else if (status.is5xxServerError()) {
            log.warn("No answer for {} {} ({}): {}", request[0], request[1], request[2], failure.toString());
        }
    }

    /** The headers of a service's response may have been copied before it turned out to be unusable. */
    private static void removeUpstreamHeaders(ServerWebExchange exchange) {
        Set<String> copied =
                exchange.getAttributeOrDefault(ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES, Set.of());
        copied.forEach(exchange.getResponse().getHeaders()::remove);
    }

    private Mono<Void> answer(
            ServerWebExchange exchange,
            HttpStatusCode status,
            ErrorCode code,
            String message,
            @Nullable Object details) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(ApiResponse.error(code, message, details));
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        if (status.value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status.value() == HttpStatus.UNAUTHORIZED.value()) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }
}

package com.homedelivery.gateway.infrastructure;

import com.homedelivery.gateway.GatewayProperties;
import com.homedelivery.gateway.application.CatalogueRead;
import com.homedelivery.gateway.application.CatalogueResponse;
import com.homedelivery.gateway.application.CatalogueSource;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.retry.Retry;

/** Reads the catalogue from product-service, over the connections that requests use. */
@Component
class ProductServiceCatalogue implements CatalogueSource {

    private static final int MAX_BODY_BYTES = 1024 * 1024;

    /** A smaller body fits into a packet or two as it is. */
    private static final int MIN_GZIP_BYTES = 1024;

    /** What a read of nobody in particular does not send, or equal reads send alike, cannot make its answer another one. */
    private static final Set<String> SHAREABLE_VARY = Set.of(
            "origin",
            "access-control-request-method",
            "access-control-request-headers",
            "accept-encoding",
            "accept-language");

    private final HttpClient client;
    private final URI service;
    private final Duration timeout;

    ProductServiceCatalogue(HttpClient client, GatewayProperties gateway, HttpClientProperties httpClient) {
        this.client = client.headers(headers -> headers.set(HttpHeaderNames.ACCEPT, "application/json"));
        this.service = gateway.addressOf("product");
        this.timeout = httpClient.getResponseTimeout();
    }

    @Override
    public CompletableFuture<Optional<CatalogueResponse>> read(CatalogueRead read) {
        return client.headers(headers -> {
                    if (!read.languages().isEmpty()) {
                        headers.set(HttpHeaderNames.ACCEPT_LANGUAGE, read.languages());
                    }
                })
                .get()
                .uri(service + read.pathAndQuery())
                .response(ProductServiceCatalogue::answer)
                .next()
                .defaultIfEmpty(Optional.empty())
                .retryWhen(Retry.max(1)
                        .filter(ProductServiceCatalogue::isLostConnection)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()))
                .toFuture()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isLostConnection(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof ConnectException);
    }

    private static Publisher<Optional<CatalogueResponse>> answer(HttpClientResponse response, ByteBufFlux body) {
        if (!isShareable(response)) {
            return Mono.just(Optional.empty());
        }
        HttpHeaders headers = response.responseHeaders();
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, ProductServiceCatalogue::append)
                // Compressing takes too long for a thread that serves connections.
                .publishOn(Schedulers.parallel())
                .map(bytes -> Optional.of(answer(headers, bytes.toByteArray())))
                .onErrorReturn(TooLargeException.class, Optional.empty());
    }

    private static void append(ByteArrayOutputStream body, byte[] part) {
        body.writeBytes(part);
        if (body.size() > MAX_BODY_BYTES) {
            throw new TooLargeException();
        }
    }

    /** RFC 9111, section 3: a complete answer that says {@code public} may be given to whoever asks for the same. */
    private static boolean isShareable(HttpClientResponse response) {
        HttpHeaders headers = response.responseHeaders();
        Set<String> cacheControl = tokens(headers.getAll(HttpHeaderNames.CACHE_CONTROL));
        return response.status().equals(HttpResponseStatus.OK)
                && cacheControl.contains("public")
                && !cacheControl.contains("no-store")
                && !cacheControl.contains("private")
                && SHAREABLE_VARY.containsAll(tokens(headers.getAll(HttpHeaderNames.VARY)))
                && !headers.contains(HttpHeaderNames.SET_COOKIE)
                && !headers.contains(HttpHeaderNames.CONTENT_ENCODING);
    }

    private static Set<String> tokens(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static CatalogueResponse answer(HttpHeaders headers, byte[] body) {
        String etag = headers.get(HttpHeaderNames.ETAG);
        return new CatalogueResponse(
                headers.get(HttpHeaderNames.CONTENT_TYPE),
                String.join(", ", headers.getAll(HttpHeaderNames.CACHE_CONTROL)),
                etag,
                headers.get(HttpHeaderNames.CONTENT_LANGUAGE),
                body,
                body.length < MIN_GZIP_BYTES || isStrong(etag) ? null : gzip(body));
    }

    /** A strong tag stands for these very bytes (RFC 9110, section 8.8.3.3): none for others may bear it. */
    private static boolean isStrong(@Nullable String etag) {
        return etag != null && !etag.startsWith("W/");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static final class TooLargeException extends RuntimeException {

        TooLargeException() {
            super("The answer is too large to be kept", null, false, false);
        }
    }
}

package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.CatalogueCache;
import com.homedelivery.gateway.application.CatalogueRead;
import com.homedelivery.gateway.application.CatalogueResponse;
import com.homedelivery.gateway.application.ServiceRoute;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers public reads of the catalogue from {@link CatalogueCache}. What changes the catalogue empties it. */
@Component
@Order(WebFilterOrder.CATALOGUE)
class CatalogueFilter implements WebFilter {

    private static final int API_LENGTH = "/api".length();
    /** Whoever has one keeps it for a year; and they are not to be compressed. */
    private static final PathPattern IMAGES = PathPatternParser.defaultInstance.parse("/api/products/images/**");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** With one of them a read is not a plain one: it is for the service to understand it. */
    private static final List<String> SPECIAL = List.of(
            HttpHeaders.UPGRADE,
            HttpHeaders.RANGE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.IF_UNMODIFIED_SINCE);

    private final CatalogueCache cache;

    CatalogueFilter(CatalogueCache cache) {
        this.cache = cache;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (ServiceRoute.of(request.getPath()).orElse(null) != ServiceRoute.PRODUCTS) {
            return chain.filter(exchange);
        }
        if (!READING.contains(request.getMethod())) {
            // Before whoever made the change can know that it is made, and read again.
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> clearUnlessRefused(exchange)));
            return chain.filter(exchange);
        }
        if (!isPlainRead(request.getHeaders())
                || IMAGES.matches(request.getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return read(exchange)
                .flatMap(answer -> answer.map(known -> write(exchange, known)).orElseGet(() -> chain.filter(exchange)));
    }

    private void clearUnlessRefused(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status == null || !status.is4xxClientError()) {
            cache.clear();
        }
    }

    private Mono<Optional<CatalogueResponse>> read(ServerWebExchange exchange) {
        URI uri = exchange.getRequest().getURI();
        String path = uri.getRawPath().substring(API_LENGTH);
        CompletableFuture<Optional<CatalogueResponse>> answer = cache.get(CatalogueRead.of(
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE)));
        Mono<Optional<CatalogueResponse>> waiting = Mono.fromFuture(answer, true);
        return answer.isDone() ? waiting : waiting.publishOn(Schedulers.fromExecutor(RequestEventLoop.of(exchange)));
    }

    private static boolean isPlainRead(HttpHeaders headers) {
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return (accept == null || accept.contains("*/*") || accept.contains("application/json"))
                && headers.getContentLength() <= 0
                && SPECIAL.stream().noneMatch(headers::containsHeader);
    }

    private static Mono<Void> write(ServerWebExchange exchange, CatalogueResponse answer) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, answer.cacheControl());
        headers.set(HttpHeaders.AGE, "0");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (answer.contentLanguage() != null) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            headers.set(HttpHeaders.CONTENT_LANGUAGE, answer.contentLanguage());
        }
        if (answer.etag() != null && exchange.checkNotModified(answer.etag())) {
            return response.setComplete();
        }
        byte[] body = answer.body();
        if (answer.gzip() != null && acceptsGzip(exchange.getRequest().getHeaders())) {
            body = answer.gzip();
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (answer.contentType() != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** RFC 9110, section 12.5.3, without weighing gzip against others. */
    private static boolean acceptsGzip(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.equals("gzip")
                        || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0{0,3})?"));
    }
}

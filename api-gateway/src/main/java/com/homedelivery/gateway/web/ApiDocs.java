package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.DocsRoute;
import com.homedelivery.shared.api.error.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * The description of the API at {@code /docs}: a page, the documents that it shows, and Swagger UI, for anybody. All of it is
 * in memory, a few files known by name. It is looked up after the routes, so that requests to services do not pay for it.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocs implements WebHandler {

    /** Everything comes from here, and nothing runs that does not stand in a file. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int AFTER_ROUTES = 10;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<String, DocsFile> files = Stream.concat(
                    Stream.of("index.html", "page.css", "page.js", "openapi.json", "tracking.json")
                            .map(name -> "classpath:docs/" + name),
                    Stream.of("swagger-ui.css", "swagger-ui-bundle.js")
                            .map(name -> "classpath:META-INF/resources/webjars/swagger-ui/*/" + name))
            .map(DocsFile::read)
            .collect(Collectors.toMap(DocsFile::path, Function.identity()));

    @Bean
    SimpleUrlHandlerMapping apiDocsMapping() {
        return new SimpleUrlHandlerMapping(Map.of(DocsRoute.PATH, this, DocsRoute.PATH + "/*", this), AFTER_ROUTES);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        DocsFile file = files.get(exchange.getRequest().getPath().value());
        if (file == null) {
            return Mono.error(new NotFoundException("Page"));
        }
        if (!READING.contains(exchange.getRequest().getMethod())) {
            return Mono.error(
                    new MethodNotAllowedException(exchange.getRequest().getMethod(), READING));
        }
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setCacheControl(CacheControl.maxAge(MAX_AGE).cachePublic());
        if (exchange.checkNotModified(file.entityTag())) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(file.type());
        response.getHeaders().setContentLength(file.content().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(file.content())));
    }

    /** @param path by which it is asked for */
    private record DocsFile(String path, MediaType type, byte[] content, String entityTag) {

        private static final ResourcePatternResolver CLASS_PATH = new PathMatchingResourcePatternResolver();

        /** @param location with or without a pattern; exactly one file is there */
        static DocsFile read(String location) {
            try {
                Resource resource = List.of(CLASS_PATH.getResources(location)).getFirst();
                String name = String.valueOf(resource.getFilename());
                byte[] content = resource.getContentAsByteArray();
                return new DocsFile(
                        name.equals("index.html") ? DocsRoute.PATH : DocsRoute.PATH + "/" + name,
                        MediaTypeFactory.getMediaType(resource).orElseThrow(),
                        content,
                        "\"" + DigestUtils.md5DigestAsHex(content) + "\"");
            } catch (IOException e) {
                throw new UncheckedIOException("The API's description is not complete: " + location, e);
            }
        }
    }
}

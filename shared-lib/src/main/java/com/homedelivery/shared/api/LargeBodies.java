package com.homedelivery.shared.api;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A route that takes bodies of more than 1 MiB: a bean of the service whose route it is.
 *
 * @param path a pattern: {@code /products/{id}/images}
 * @param maxBytes the largest body that is not refused
 */
public record LargeBodies(HttpMethod method, PathPattern path, long maxBytes) {

    public static LargeBodies of(HttpMethod method, String path, long maxBytes) {
        return new LargeBodies(method, PathPatternParser.defaultInstance.parse(path), maxBytes);
    }
}

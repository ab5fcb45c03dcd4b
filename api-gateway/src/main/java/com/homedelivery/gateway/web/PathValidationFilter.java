package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Turns away paths that a service might read in another way than the gateway does, and so get round its rules: empty,
 * {@code .} and {@code ..} segments, path parameters, and whatever hides a separator, a control character, another
 * encoding or a character that needs none (RFC 3986, 2.3) behind a percent sign.
 */
@Component
@Order(WebFilterOrder.PATH_VALIDATION)
class PathValidationFilter implements WebFilter {

    private static final String HIDDEN = "[01][0-9a-f]|7f|25|2f|3b|5c";
    private static final String NEEDS_NO_HIDING = "3[0-9]|[46][1-9a-f]|[57][0-9a]|2[de]|5f|7e";
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|[;\\\\]|/\\.{1,2}(/|$)|%(" + HIDDEN + "|" + NEEDS_NO_HIDING + ")", Pattern.CASE_INSENSITIVE);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        return isAmbiguous(path) ? Mono.error(new AmbiguousPathException()) : chain.filter(exchange);
    }

    static boolean isAmbiguous(String rawPath) {
        return AMBIGUOUS.matcher(rawPath).find();
    }

    private static final class AmbiguousPathException extends DomainException {

        AmbiguousPathException() {
            super(CommonErrorCode.VALIDATION_ERROR, "The address of the request is not acceptable");
        }
    }
}

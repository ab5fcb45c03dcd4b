package com.homedelivery.cart.web;

import com.homedelivery.shared.security.web.EndpointAuthorization;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** What a guest may do with the token of a cart; the rest takes an account. */
    private static final RequestMatcher GUESTS = new OrRequestMatcher(
            Set.of("/cart", "/cart/items", "/cart/items/{itemId}", "/cart/acknowledge", "/cart/validate").stream()
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList());

    /** Anybody begins a guest's cart; a request with a bearer token, also one that is not good, is not a guest's. */
    @Bean
    EndpointAuthorization cartEndpoints() {
        return endpoints -> {
            endpoints.requestMatchers(HttpMethod.POST, "/cart/guest").permitAll();
            endpoints
                    .requestMatchers(request -> isGuest(request) && GUESTS.matches(request))
                    .permitAll();
        };
    }

    private static boolean isGuest(HttpServletRequest request) {
        return request.getHeader(CartAccess.CART_TOKEN) != null && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }
}

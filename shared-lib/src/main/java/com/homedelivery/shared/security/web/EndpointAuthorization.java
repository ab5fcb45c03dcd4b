package com.homedelivery.shared.security.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A service's own list of who may call which of its endpoints: one bean, one page. What it does not mention is for any
 * signed-in person ({@code USER}, {@code RIDER} or {@code ADMIN}), not for services; {@code /health}, the probes and
 * the metrics are public.
 */
@FunctionalInterface
public interface EndpointAuthorization {

    void define(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry endpoints);
}

package com.homedelivery.product.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Reading is public, changes are for admins. */
    @Bean
    EndpointAuthorization productEndpoints() {
        return endpoints -> {
            endpoints
                    .requestMatchers(
                            "/products/admin/**",
                            "/products/price-changes",
                            "/products/*/price-changes/**",
                            "/products/export",
                            "/products/imports/**",
                            "/products/synonyms/**")
                    .hasRole(Role.ADMIN.name());
            endpoints.requestMatchers(HttpMethod.GET, "/products/**").permitAll();
            endpoints.requestMatchers(HttpMethod.HEAD, "/products/**").permitAll();
            endpoints.requestMatchers("/products/**").hasRole(Role.ADMIN.name());
        };
    }
}

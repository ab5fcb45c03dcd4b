package com.homedelivery.auth.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    EndpointAuthorization endpointAuthorization() {
        return endpoints -> {
            endpoints
                    .requestMatchers(
                            "/auth/register",
                            "/auth/login",
                            "/auth/refresh",
                            "/auth/logout",
                            "/auth/password-reset",
                            "/auth/password-reset/confirm",
                            "/auth/verify-email",
                            "/auth/confirm-email")
                    .permitAll();
            endpoints.requestMatchers("/auth/internal/**").hasRole(Role.SERVICE.name());
            endpoints.requestMatchers("/auth/users/**").hasRole(Role.ADMIN.name());
        };
    }
}

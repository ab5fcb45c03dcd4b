package com.homedelivery.notification.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    EndpointAuthorization endpointAuthorization() {
        return endpoints -> {
            endpoints
                    .requestMatchers(HttpMethod.POST, "/notifications/callbacks/twilio")
                    .permitAll();
            endpoints
                    .requestMatchers(
                            "/notifications/failed",
                            "/notifications/*/resend",
                            "/notifications/templates",
                            "/notifications/templates/**",
                            "/notifications/webhooks",
                            "/notifications/webhooks/**")
                    .hasRole(Role.ADMIN.name());
        };
    }
}

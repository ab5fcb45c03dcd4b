package com.homedelivery.payment.web;

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
                    .requestMatchers(HttpMethod.POST, "/payments/webhooks/stripe")
                    .permitAll();
            endpoints.requestMatchers("/payments/orders", "/payments/orders/**").hasRole(Role.SERVICE.name());
            endpoints
                    .requestMatchers("/payments/refunds", "/payments/refunds/**")
                    .hasRole(Role.ADMIN.name());
            endpoints.requestMatchers(HttpMethod.POST, "/payments/*/refunds").hasRole(Role.ADMIN.name());
        };
    }
}

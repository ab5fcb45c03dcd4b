package com.homedelivery.analytics.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Reports are for admins, popularity is for other services. */
    @Bean
    EndpointAuthorization analyticsEndpoints() {
        return endpoints -> {
            endpoints.requestMatchers("/analytics/products/popularity").hasRole(Role.SERVICE.name());
            endpoints.requestMatchers("/analytics/**").hasRole(Role.ADMIN.name());
        };
    }
}

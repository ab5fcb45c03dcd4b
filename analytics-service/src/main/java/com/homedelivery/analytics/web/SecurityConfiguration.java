package com.homedelivery.analytics.web;

import com.homedelivery.shared.security.EndpointAuthorization;
import com.homedelivery.shared.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Figures are for admins only. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    EndpointAuthorization adminsOnly() {
        return endpoints -> endpoints.requestMatchers("/analytics/**").hasRole(Role.ADMIN.name());
    }
}

package com.homedelivery.analytics.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    EndpointAuthorization adminsOnly() {
        return endpoints -> endpoints.requestMatchers("/analytics/**").hasRole(Role.ADMIN.name());
    }
}

package com.homedelivery.order.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Services ask for statuses, admins see what is stuck; the rest is for everybody who is signed in. */
    @Bean
    EndpointAuthorization orderEndpoints() {
        return endpoints -> {
            endpoints.requestMatchers("/orders/internal/**").hasRole(Role.SERVICE.name());
            endpoints
                    .requestMatchers(
                            "/orders/stuck",
                            "/orders/promotions/**",
                            "/orders/slots/windows/**",
                            "/orders/slots/*/holds/**")
                    .hasRole(Role.ADMIN.name());
        };
    }
}

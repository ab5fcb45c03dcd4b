package com.homedelivery.delivery.web;

import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which role may call what. Whose delivery it is, is checked by the use cases. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    EndpointAuthorization access() {
        return endpoints -> {
            // A WebSocket client is authenticated by its CONNECT frame.
            endpoints.requestMatchers("/ws").permitAll();
            endpoints.requestMatchers("/deliveries/orders/**").hasRole(Role.SERVICE.name());
            endpoints.requestMatchers("/deliveries").hasRole(Role.ADMIN.name());
            endpoints
                    .requestMatchers(POST, "/deliveries/*/assign", "/deliveries/*/returned")
                    .hasRole(Role.ADMIN.name());
            endpoints.requestMatchers(PUT, "/deliveries/*/location").hasRole(Role.RIDER.name());
            endpoints
                    .requestMatchers(
                            POST,
                            "/deliveries/*/accept",
                            "/deliveries/*/reject",
                            "/deliveries/*/pickup",
                            "/deliveries/*/deliver")
                    .hasRole(Role.RIDER.name());
            endpoints.requestMatchers(POST, "/deliveries/*/fail").hasAnyRole(Role.RIDER.name(), Role.ADMIN.name());
            endpoints.requestMatchers("/riders/**").hasRole(Role.RIDER.name());
        };
    }
}

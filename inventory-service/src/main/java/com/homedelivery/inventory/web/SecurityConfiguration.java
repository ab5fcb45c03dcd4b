package com.homedelivery.inventory.web;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Words that are no product ids. */
    private static final String[] ADMIN_LISTS = {
        "/inventory/movements", "/inventory/expiring", "/inventory/receipts", "/inventory/stock-takes"
    };

    /** Anybody sees levels; people who are signed in wait for products; services reserve for orders; only admins see and change the stock itself. */
    @Bean
    EndpointAuthorization inventoryEndpoints() {
        return endpoints -> {
            endpoints
                    .requestMatchers("/inventory/reservations", "/inventory/reservations/**")
                    .hasRole(Role.SERVICE.name());
            endpoints
                    .requestMatchers(HttpMethod.POST, "/inventory/*/reserve", "/inventory/*/release")
                    .hasAnyRole(Role.SERVICE.name(), Role.ADMIN.name());
            endpoints
                    .requestMatchers("/inventory/notices", "/inventory/notices/*")
                    .hasAnyRole(Role.USER.name(), Role.RIDER.name(), Role.ADMIN.name());
            endpoints.requestMatchers(ADMIN_LISTS).hasRole(Role.ADMIN.name());
            endpoints.requestMatchers(HttpMethod.GET, "/inventory/*").permitAll();
            endpoints.requestMatchers(HttpMethod.HEAD, "/inventory/*").permitAll();
            endpoints
                    .requestMatchers(levelsOfSome(HttpMethod.GET), levelsOfSome(HttpMethod.HEAD))
                    .permitAll();
            endpoints.requestMatchers("/inventory", "/inventory/**").hasRole(Role.ADMIN.name());
        };
    }

    /** The list without ids is for admins. */
    private static RequestMatcher levelsOfSome(HttpMethod method) {
        return new AndRequestMatcher(
                PathPatternRequestMatcher.withDefaults().matcher(method, "/inventory"),
                request -> request.getParameter("ids") != null);
    }
}

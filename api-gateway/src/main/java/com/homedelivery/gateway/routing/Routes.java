package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.GatewaySettings;
import com.homedelivery.gateway.application.ServiceRoute;
import java.util.Locale;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From {@link ServiceRoute} to the services' addresses; a service knows its paths without {@code /api}. */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** For services among themselves: from outside there is nothing here. */
    private static final String[] INTERNAL = {"/api/inventory/reservations/**"};

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, GatewaySettings settings) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (ServiceRoute route : ServiceRoute.values()) {
            int stepsOfTheGateway = route == ServiceRoute.TRACKING ? 0 : 1;
            routes.route(
                    route.name().toLowerCase(Locale.ROOT),
                    to -> to.path(route.path(), route.path() + "/**")
                            .and()
                            .not(from -> from.path(INTERNAL))
                            .filters(filters -> filters.stripPrefix(stepsOfTheGateway))
                            .uri(settings.addressOf(route.service())));
        }
        return routes.build();
    }
}

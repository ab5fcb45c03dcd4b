package com.homedelivery.gateway.routing;

import com.homedelivery.gateway.GatewayProperties;
import com.homedelivery.gateway.application.OpsRoutes;
import com.homedelivery.gateway.application.ServiceRoute;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** From {@link ServiceRoute} to the services' addresses; a service knows its paths without {@code /api}. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    /** For services among themselves: from outside there is nothing here. */
    private static final String[] INTERNAL = {
        "/api/inventory/reservations/**",
        "/api/payments/orders/**",
        "/api/deliveries/orders/**",
        "/api/orders/internal/**",
        "/api/auth/internal/**",
        "/api/analytics/products/popularity"
    };

    private static final int STEPS_BEFORE_OPS_PATH = 3;

    /** Ignores a request to upgrade: a WebSocket would be accepted before the service is asked. */
    private static final GatewayFilter WITHOUT_UPGRADE =
            (exchange, chain) -> exchange.getRequest().getHeaders().containsHeader(HttpHeaders.UPGRADE)
                    ? chain.filter(exchange.mutate()
                            .request(request -> request.headers(headers -> headers.remove(HttpHeaders.UPGRADE)))
                            .build())
                    : chain.filter(exchange);

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, GatewayProperties properties) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (ServiceRoute route : ServiceRoute.values()) {
            int stepsOfTheGateway = route == ServiceRoute.TRACKING ? 0 : 1;
            routes.route(
                    route.name().toLowerCase(Locale.ROOT),
                    to -> to.path(route.path(), route.path() + "/**")
                            .and()
                            .not(from -> from.path(INTERNAL))
                            .filters(filters -> upgradable(route, filters.stripPrefix(stepsOfTheGateway)))
                            .uri(properties.addressOf(route.service())));
        }
        for (String service : OpsRoutes.services()) {
            routes.route(
                    "ops-" + service,
                    to -> to.path(OpsRoutes.PATH + "/" + service + "/**")
                            .filters(filters -> filters.stripPrefix(STEPS_BEFORE_OPS_PATH)
                                    .prefixPath("/ops")
                                    .filter(WITHOUT_UPGRADE))
                            .uri(properties.addressOf(service)));
        }
        return routes.build();
    }

    private static GatewayFilterSpec upgradable(ServiceRoute route, GatewayFilterSpec filters) {
        return route == ServiceRoute.TRACKING ? filters : filters.filter(WITHOUT_UPGRADE);
    }

    /** {@link UpstreamRequestHeadersFilter} removes what these would, which copy all headers of a request each. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutHeaderFiltersThatRepeat() {
        return registry -> Stream.of("removeForwardedHeadersFilter", "removeXForwardedHeadersFilter")
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}

package com.homedelivery.shared.observability;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The management server of a reactive service. WebFlux would have each of its requests pass the filters that the service
 * has for its clients: whoever scrapes metrics would be limited, timed and answered as a client is.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveManagementConfiguration {

    /** The handlers of the service are found by this server too; none of them is to answer on its port. */
    @Bean
    HttpHandlerDecoratorFactory withoutFiltersForClients(WebHandler webHandler, WebEndpointProperties endpoints) {
        WebHandler endpointsOnly =
                exchange -> exchange.getRequest().getPath().value().startsWith(endpoints.getBasePath() + "/")
                        ? webHandler.handle(exchange)
                        : Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        return _ -> WebHttpHandlerBuilder.webHandler(endpointsOnly)
                .exceptionHandler(new ResponseStatusExceptionHandler())
                .build();
    }
}

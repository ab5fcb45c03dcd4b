package com.homedelivery.shared.observability;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;

/**
 * The management server of a reactive service. WebFlux would have each of its requests pass the filters that the service
 * has for its clients: whoever scrapes metrics would be limited, timed and answered as a client is.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveManagementConfiguration {

    @Bean
    HttpHandlerDecoratorFactory withoutFiltersForClients(WebHandler webHandler) {
        return _ -> WebHttpHandlerBuilder.webHandler(webHandler)
                .exceptionHandler(new ResponseStatusExceptionHandler())
                .build();
    }
}

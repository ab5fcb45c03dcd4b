package com.homedelivery.inventory.client;

import com.homedelivery.shared.security.web.ServiceTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = HttpClientConfiguration.ORDER, types = OrderStatusClient.class)
@ImportHttpServices(group = "product", types = ProductClient.class)
class HttpClientConfiguration {

    static final String ORDER = "order";

    @Bean
    RestClientHttpServiceGroupConfigurer orderAsService(ServiceTokenInterceptor asService) {
        return groups -> groups.filterByName(ORDER).forEachClient((_, client) -> client.requestInterceptor(asService));
    }
}

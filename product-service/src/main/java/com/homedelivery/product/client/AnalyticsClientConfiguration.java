package com.homedelivery.product.client;

import com.homedelivery.shared.security.web.ServiceTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = AnalyticsClientConfiguration.ANALYTICS, types = AnalyticsClient.class)
class AnalyticsClientConfiguration {

    static final String ANALYTICS = "analytics";

    @Bean
    RestClientHttpServiceGroupConfigurer analyticsAsService(ServiceTokenInterceptor asService) {
        return groups ->
                groups.filterByName(ANALYTICS).forEachClient((_, client) -> client.requestInterceptor(asService));
    }
}

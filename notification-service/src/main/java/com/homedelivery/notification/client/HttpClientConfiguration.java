package com.homedelivery.notification.client;

import com.homedelivery.shared.security.web.ServiceTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = HttpClientConfiguration.AUTH, types = AuthClient.class)
class HttpClientConfiguration {

    static final String AUTH = "auth";

    @Bean
    RestClientHttpServiceGroupConfigurer authAsService(ServiceTokenInterceptor asService) {
        return groups -> groups.filterByName(AUTH).forEachClient((_, client) -> client.requestInterceptor(asService));
    }
}

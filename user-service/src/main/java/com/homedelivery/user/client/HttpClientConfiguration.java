package com.homedelivery.user.client;

import com.homedelivery.shared.security.web.ServiceTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

/** Each service that keeps something about people is a group. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "auth", types = PersonalDataClient.class)
@ImportHttpServices(group = "inventory", types = PersonalDataClient.class)
@ImportHttpServices(group = "cart", types = PersonalDataClient.class)
@ImportHttpServices(group = "order", types = PersonalDataClient.class)
@ImportHttpServices(group = "payment", types = PersonalDataClient.class)
@ImportHttpServices(group = "delivery", types = PersonalDataClient.class)
@ImportHttpServices(group = "notification", types = PersonalDataClient.class)
@ImportHttpServices(group = "analytics", types = PersonalDataClient.class)
class HttpClientConfiguration {

    @Bean
    RestClientHttpServiceGroupConfigurer asThisService(ServiceTokenInterceptor asService) {
        return groups -> groups.forEachClient((_, client) -> client.requestInterceptor(asService));
    }
}

package com.homedelivery.payment.client;

import com.homedelivery.shared.security.web.UserTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = HttpClientConfiguration.ORDER, types = OrderClient.class)
class HttpClientConfiguration {

    static final String ORDER = "order";

    @Bean
    RestClientHttpServiceGroupConfigurer orderAsTheCaller(UserTokenInterceptor userToken) {
        return groups -> groups.filterByName(ORDER).forEachClient((_, client) -> client.requestInterceptor(userToken));
    }
}

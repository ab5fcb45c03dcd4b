package com.homedelivery.order.client;

import com.homedelivery.shared.security.web.ServiceTokenInterceptor;
import com.homedelivery.shared.security.web.UserTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = HttpClientConfiguration.CART, types = CartClient.class)
@ImportHttpServices(group = HttpClientConfiguration.PRODUCT, types = ProductClient.class)
@ImportHttpServices(group = HttpClientConfiguration.INVENTORY, types = InventoryClient.class)
@ImportHttpServices(group = HttpClientConfiguration.PAYMENT, types = PaymentClient.class)
@ImportHttpServices(group = HttpClientConfiguration.DELIVERY, types = DeliveryClient.class)
class HttpClientConfiguration {

    static final String CART = "cart";
    static final String PRODUCT = "product";
    static final String INVENTORY = "inventory";
    static final String PAYMENT = "payment";
    static final String DELIVERY = "delivery";

    @Bean
    RestClientHttpServiceGroupConfigurer callerAuthentication(
            UserTokenInterceptor asUser, ServiceTokenInterceptor asService) {
        return groups -> {
            groups.filterByName(CART).forEachClient((_, client) -> client.requestInterceptor(asUser));
            groups.filterByName(INVENTORY, PAYMENT, DELIVERY)
                    .forEachClient((_, client) -> client.requestInterceptor(asService));
        };
    }
}

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
@ImportHttpServices(
        group = HttpClientConfiguration.INVENTORY,
        types = {InventoryClient.class, StockClient.class})
@ImportHttpServices(group = HttpClientConfiguration.PAYMENT, types = PaymentClient.class)
@ImportHttpServices(group = HttpClientConfiguration.DELIVERY, types = DeliveryClient.class)
@ImportHttpServices(group = HttpClientConfiguration.USER, types = UserClient.class)
class HttpClientConfiguration {

    static final String CART = "cart";
    static final String PRODUCT = "product";
    static final String INVENTORY = "inventory";
    static final String PAYMENT = "payment";
    static final String DELIVERY = "delivery";
    static final String USER = "user";

    @Bean
    RestClientHttpServiceGroupConfigurer callerAuthentication(
            UserTokenInterceptor asUser, ServiceTokenInterceptor asService) {
        return groups -> {
            groups.filterByName(CART, USER).forEachClient((_, client) -> client.requestInterceptor(asUser));
            groups.filterByName(INVENTORY, PAYMENT, DELIVERY)
                    .forEachClient((_, client) -> client.requestInterceptor(asService));
        };
    }
}

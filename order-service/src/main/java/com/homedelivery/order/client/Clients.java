package com.homedelivery.order.client;

import com.homedelivery.shared.security.ServiceTokenInterceptor;
import com.homedelivery.shared.security.UserTokenInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = Clients.CART, types = CartClient.class)
@ImportHttpServices(group = Clients.PRODUCT, types = ProductClient.class)
@ImportHttpServices(group = Clients.INVENTORY, types = InventoryClient.class)
class Clients {

    static final String CART = "cart";
    static final String PRODUCT = "product";
    static final String INVENTORY = "inventory";

    @Bean
    RestClientHttpServiceGroupConfigurer whoIsAsking(UserTokenInterceptor asUser, ServiceTokenInterceptor asService) {
        return groups -> {
            groups.filterByName(CART).forEachClient((_, client) -> client.requestInterceptor(asUser));
            groups.filterByName(INVENTORY).forEachClient((_, client) -> client.requestInterceptor(asService));
        };
    }
}

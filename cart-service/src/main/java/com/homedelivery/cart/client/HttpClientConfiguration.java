package com.homedelivery.cart.client;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "product", types = ProductClient.class)
@ImportHttpServices(group = "inventory", types = InventoryClient.class)
class HttpClientConfiguration {}

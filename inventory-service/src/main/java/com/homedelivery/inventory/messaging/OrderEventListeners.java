package com.homedelivery.inventory.messaging;

import com.homedelivery.inventory.application.OrderWorkflow;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderEventListeners {

    @Bean
    StreamSubscription<OrderEvent> orders(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.ORDERS, workflow::on);
    }
}

package com.homedelivery.order.messaging;

import com.homedelivery.order.application.OrderWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderEventListeners {

    @Bean
    StreamSubscription<PaymentEvent> payments(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.PAYMENTS, workflow::on);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.DELIVERIES, workflow::on);
    }
}

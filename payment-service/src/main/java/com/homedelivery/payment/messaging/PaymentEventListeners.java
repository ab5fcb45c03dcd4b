package com.homedelivery.payment.messaging;

import com.homedelivery.payment.application.PaymentWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentEventListeners {

    @Bean
    StreamSubscription<OrderEvent> orders(PaymentWorkflow workflow) {
        return StreamSubscription.to(EventStream.ORDERS, workflow::on);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(PaymentWorkflow workflow) {
        return StreamSubscription.to(EventStream.DELIVERIES, workflow::on);
    }
}

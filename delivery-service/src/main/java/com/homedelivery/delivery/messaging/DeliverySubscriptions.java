package com.homedelivery.delivery.messaging;

import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.delivery.application.ForgetPerson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliverySubscriptions {

    @Bean
    StreamSubscription<OrderEvent> orders(DeliveryWorkflow workflow) {
        return StreamSubscription.to(EventStream.ORDERS, workflow::on)
                .only(OrderConfirmed.class, OrderCancelled.class, OrderFailed.class);
    }

    @Bean
    StreamSubscription<UserEvent> users(ForgetPerson forget) {
        return StreamSubscription.to(EventStream.USERS, forget::on).only(UserDeleted.class);
    }
}

package com.homedelivery.payment.messaging;

import com.homedelivery.payment.application.ForgetPerson;
import com.homedelivery.payment.application.PaymentWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentSubscriptions {

    @Bean
    StreamSubscription<OrderEvent> orders(PaymentWorkflow workflow) {
        return StreamSubscription.to(EventStream.ORDERS, workflow::on)
                .only(OrderCreated.class, OrderAdjusted.class, OrderCancelled.class, OrderFailed.class);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(PaymentWorkflow workflow) {
        return StreamSubscription.to(EventStream.DELIVERIES, workflow::on).only(DeliveryCompleted.class);
    }

    @Bean
    StreamSubscription<UserEvent> users(ForgetPerson forget) {
        return StreamSubscription.to(EventStream.USERS, forget::on)
                .only(UserDeleted.class)
                .oneByOne();
    }
}

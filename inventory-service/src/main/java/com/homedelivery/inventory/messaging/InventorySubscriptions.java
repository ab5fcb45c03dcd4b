package com.homedelivery.inventory.messaging;

import com.homedelivery.inventory.application.ForgetCustomer;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
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

/** Orders and deliveries one event at a time: each locks the stock of several products, in the order of their ids. */
@Configuration(proxyBeanMethods = false)
class InventorySubscriptions {

    @Bean
    StreamSubscription<OrderEvent> orders(ReservationWorkflow workflow) {
        return StreamSubscription.to(EventStream.ORDERS, workflow::on)
                .only(OrderConfirmed.class, OrderCancelled.class, OrderFailed.class)
                .oneByOne();
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(ReservationWorkflow workflow) {
        return StreamSubscription.to(EventStream.DELIVERIES, workflow::on)
                .only(DeliveryReturned.class)
                .oneByOne();
    }

    @Bean
    StreamSubscription<UserEvent> users(ForgetCustomer forget) {
        return StreamSubscription.to(EventStream.USERS, forget::on).only(UserDeleted.class);
    }
}

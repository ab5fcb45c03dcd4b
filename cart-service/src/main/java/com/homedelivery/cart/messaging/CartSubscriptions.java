package com.homedelivery.cart.messaging;

import com.homedelivery.cart.application.ForgetCustomer;
import com.homedelivery.cart.application.RemoveOrderedItems;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.inbox.Inbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CartSubscriptions {

    @Bean
    StreamSubscription<OrderEvent> orders(RemoveOrderedItems removeOrderedItems) {
        return StreamSubscription.withMetadata(EventStream.ORDERS, removeOrderedItems::on)
                .only(OrderCreated.class)
                .oneByOne();
    }

    @Bean
    StreamSubscription<UserEvent> users(ForgetCustomer forgetCustomer) {
        return StreamSubscription.to(EventStream.USERS, forgetCustomer::on)
                .only(UserDeleted.class)
                .oneByOne();
    }

    /**
     * Runs every event: the Redis script that removes the lines also records the event's id, in the same atomic step, and to
     * forget somebody twice is to forget them once.
     */
    @Bean
    Inbox passThroughInbox() {
        return (_, action) -> action.run();
    }
}

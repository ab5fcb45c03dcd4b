package com.homedelivery.cart.messaging;

import com.homedelivery.cart.application.Checkout;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.inbox.Inbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CartEventListeners {

    @Bean
    StreamSubscription<OrderEvent> orders(Checkout checkout) {
        return StreamSubscription.withMetadata(EventStream.ORDERS, checkout::on)
                .only(OrderCreated.class)
                .oneByOne();
    }

    /**
     * There is no transaction around two steps in Redis, so remembering the event is not a step of its own: the script
     * that takes the lines out of the cart does both.
     */
    @Bean
    Inbox inboxInsideTheScript() {
        return (_, action) -> action.run();
    }
}

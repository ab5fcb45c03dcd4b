package com.homedelivery.notification.messaging;

import com.homedelivery.notification.application.TellPeople;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationEventListeners {

    @Bean
    StreamSubscription<UserEvent> users(TellPeople people) {
        return StreamSubscription.withMetadata(EventStream.USERS, people::on);
    }

    @Bean
    StreamSubscription<OrderEvent> orders(TellPeople people) {
        return StreamSubscription.withMetadata(EventStream.ORDERS, people::on);
    }

    @Bean
    StreamSubscription<PaymentEvent> payments(TellPeople people) {
        return StreamSubscription.withMetadata(EventStream.PAYMENTS, people::on);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(TellPeople people) {
        return StreamSubscription.withMetadata(EventStream.DELIVERIES, people::on);
    }

    @Bean
    StreamSubscription<InventoryEvent> inventory(TellPeople people) {
        return StreamSubscription.withMetadata(EventStream.INVENTORY, people::on);
    }
}

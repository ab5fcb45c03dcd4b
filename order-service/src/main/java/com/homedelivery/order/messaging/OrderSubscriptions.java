package com.homedelivery.order.messaging;

import com.homedelivery.order.application.ForgetCustomer;
import com.homedelivery.order.application.OrderWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderSubscriptions {

    @Bean
    StreamSubscription<PaymentEvent> payments(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.PAYMENTS, workflow::on)
                .only(
                        PaymentInitiated.class,
                        PaymentSucceeded.class,
                        PaymentFailed.class,
                        PaymentRefunded.class,
                        RefundFailed.class);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.DELIVERIES, workflow::on)
                .only(
                        DeliveryAssigned.class,
                        DeliveryUnassigned.class,
                        NoRiderFound.class,
                        DeliveryStarted.class,
                        DeliveryDelayed.class,
                        DeliveryCompleted.class,
                        DeliveryCancelled.class,
                        DeliveryFailed.class,
                        DeliveryReturned.class);
    }

    @Bean
    StreamSubscription<UserEvent> users(ForgetCustomer forgetCustomer) {
        return StreamSubscription.to(EventStream.USERS, event -> {
                    if (event instanceof UserDeleted deleted) {
                        forgetCustomer.on(deleted);
                    }
                })
                .only(UserDeleted.class);
    }

    @Bean
    StreamSubscription<InventoryEvent> stock(OrderWorkflow workflow) {
        return StreamSubscription.to(EventStream.INVENTORY, workflow::on).only(StockShortage.class);
    }
}

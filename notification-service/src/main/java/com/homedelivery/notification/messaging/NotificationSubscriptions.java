package com.homedelivery.notification.messaging;

import com.homedelivery.notification.application.NotificationWorkflow;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotificationSubscriptions {

    @Bean
    StreamSubscription<UserEvent> users(NotificationWorkflow workflow) {
        return StreamSubscription.withMetadata(EventStream.USERS, workflow::on)
                .only(
                        UserRegistered.class,
                        UserRoleChanged.class,
                        UserProfileUpdated.class,
                        UserEmailChanged.class,
                        VerificationRequested.class,
                        SecurityAlert.class,
                        UserDeleted.class);
    }

    @Bean
    StreamSubscription<OrderEvent> orders(NotificationWorkflow workflow) {
        return StreamSubscription.withMetadata(EventStream.ORDERS, workflow::on)
                .only(
                        OrderCreated.class,
                        OrderConfirmed.class,
                        OrderCancelled.class,
                        OrderDelivered.class,
                        OrderFailed.class,
                        OrderAdjusted.class,
                        OrderStuck.class);
    }

    @Bean
    StreamSubscription<PaymentEvent> payments(NotificationWorkflow workflow) {
        return StreamSubscription.withMetadata(EventStream.PAYMENTS, workflow::on)
                .only(PaymentFailed.class, PaymentRefunded.class, RefundFailed.class);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(NotificationWorkflow workflow) {
        return StreamSubscription.withMetadata(EventStream.DELIVERIES, workflow::on)
                .only(
                        DeliveryAssigned.class,
                        DeliveryStarted.class,
                        DeliveryUnassigned.class,
                        PickupOverdue.class,
                        DeliveryDelayed.class,
                        NoRiderFound.class);
    }

    @Bean
    StreamSubscription<InventoryEvent> inventory(NotificationWorkflow workflow) {
        return StreamSubscription.withMetadata(EventStream.INVENTORY, workflow::on)
                .only(StockLow.class, OutOfStock.class, BackInStock.class);
    }
}

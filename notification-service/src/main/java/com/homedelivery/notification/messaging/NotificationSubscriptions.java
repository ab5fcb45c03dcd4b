package com.homedelivery.notification.messaging;

import com.homedelivery.notification.application.NotificationWorkflow;
import com.homedelivery.notification.application.WebhookFanOut;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
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
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
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

/** All events: people are told of some, webhooks of most. */
@Configuration(proxyBeanMethods = false)
class NotificationSubscriptions {

    @Bean
    StreamSubscription<UserEvent> users(NotificationWorkflow workflow, WebhookFanOut webhooks) {
        return StreamSubscription.withMetadata(EventStream.USERS, (event, metadata) -> {
                    workflow.on(event, metadata);
                    webhooks.on(event, metadata);
                })
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
    StreamSubscription<OrderEvent> orders(NotificationWorkflow workflow, WebhookFanOut webhooks) {
        return StreamSubscription.withMetadata(EventStream.ORDERS, (event, metadata) -> {
                    workflow.on(event, metadata);
                    webhooks.on(event, metadata);
                })
                .only(
                        OrderCreated.class,
                        OrderConfirmed.class,
                        OrderCancelled.class,
                        OrderFailed.class,
                        OrderDelivered.class,
                        OrderAdjusted.class,
                        OrderStuck.class);
    }

    @Bean
    StreamSubscription<PaymentEvent> payments(NotificationWorkflow workflow, WebhookFanOut webhooks) {
        return StreamSubscription.withMetadata(EventStream.PAYMENTS, (event, metadata) -> {
                    workflow.on(event, metadata);
                    webhooks.on(event, metadata);
                })
                .only(
                        PaymentInitiated.class,
                        PaymentSucceeded.class,
                        PaymentFailed.class,
                        PaymentRefunded.class,
                        RefundFailed.class);
    }

    @Bean
    StreamSubscription<DeliveryEvent> deliveries(NotificationWorkflow workflow, WebhookFanOut webhooks) {
        return StreamSubscription.withMetadata(EventStream.DELIVERIES, (event, metadata) -> {
                    workflow.on(event, metadata);
                    webhooks.on(event, metadata);
                })
                .only(
                        DeliveryAssigned.class,
                        DeliveryStarted.class,
                        DeliveryInTransit.class,
                        DeliveryCompleted.class,
                        DeliveryFailed.class,
                        DeliveryCancelled.class,
                        DeliveryReturned.class,
                        DeliveryUnassigned.class,
                        PickupOverdue.class,
                        DeliveryDelayed.class,
                        NoRiderFound.class);
    }

    @Bean
    StreamSubscription<InventoryEvent> inventory(NotificationWorkflow workflow, WebhookFanOut webhooks) {
        return StreamSubscription.withMetadata(EventStream.INVENTORY, (event, metadata) -> {
                    workflow.on(event, metadata);
                    webhooks.on(event, metadata);
                })
                .only(
                        StockUpdated.class,
                        StockLow.class,
                        OutOfStock.class,
                        StockShortage.class,
                        AvailabilityChanged.class,
                        BackInStock.class);
    }
}

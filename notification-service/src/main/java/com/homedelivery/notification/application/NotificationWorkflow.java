package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.OrderProjection;
import com.homedelivery.notification.domain.OrderProjections;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.Template;
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
import com.homedelivery.shared.event.EventMetadata;
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
import com.homedelivery.shared.security.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event that people are notified of, and what is kept of it for later. Events may come in any order: a
 * notification of a person or an order that is not known yet, or for the admins while none is known, is created and
 * waits.
 */
@Component
@Transactional
public class NotificationWorkflow {

    private final Recipients recipients;
    private final OrderProjections orders;
    private final CreateNotifications create;
    private final ReleaseNotifications release;
    private final ForgetPerson forget;

    NotificationWorkflow(
            Recipients recipients,
            OrderProjections orders,
            CreateNotifications create,
            ReleaseNotifications release,
            ForgetPerson forget) {
        this.recipients = recipients;
        this.orders = orders;
        this.create = create;
        this.release = release;
        this.forget = forget;
    }

    public void on(UserEvent event, EventMetadata metadata) {
        switch (event) {
            case UserRegistered registered -> {
                Recipient recipient = lock(registered.userId(), registered.role());
                if (recipient.register(registered.email(), registered.role())) {
                    release.forAddressOf(recipient);
                    create.forRecipient(recipient, metadata, Template.WELCOME, Map.of());
                }
                release.forAdmin(recipient);
            }
            case UserRoleChanged changed -> {
                Recipient recipient = lock(changed.userId(), changed.role());
                recipient.changeRole(changed.role(), changed.changedAt());
                release.forAdmin(recipient);
            }
            case UserProfileUpdated profile ->
                recipients
                        .findOrCreateForUpdate(profile.userId())
                        .updateProfile(
                                profile.firstName(),
                                profile.phone(),
                                profile.language(),
                                profile.notificationsEnabled(),
                                profile.updatedAt());
            case UserEmailChanged changed -> {
                Recipient recipient = recipients.findOrCreateForUpdate(changed.userId());
                if (recipient.changeEmail(changed.email(), changed.changedAt())) {
                    release.forAddressOf(recipient);
                }
            }
            case VerificationRequested requested ->
                create.withSecret(
                        requested.userId(),
                        requested.email(),
                        metadata,
                        Verification.templateOf(requested.purpose()),
                        requested.verificationId());
            case SecurityAlert alert ->
                create.forAddress(
                        alert.userId(),
                        alert.email(),
                        metadata,
                        Template.SECURITY_ALERT,
                        Map.of(
                                alert.alert().name(),
                                true,
                                "device",
                                Objects.requireNonNullElse(alert.device(), ""),
                                "occurredAt",
                                alert.occurredAt()));
            case UserDeleted deleted -> forget.forget(deleted.userId(), deleted.deletedAt());
        }
    }

    public void on(OrderEvent event, EventMetadata metadata) {
        OrderProjection order = orders.findOrCreateForUpdate(event.orderId(), event.userId());
        if (cancels(event)) {
            order.cancel();
        }
        assignOwner(order, event.userId());
        switch (event) {
            case OrderCreated created ->
                notifyCustomer(
                        event,
                        metadata,
                        Template.ORDER_PLACED,
                        Map.of("items", created.items(), "total", new Money(created.totalAmount())));
            case OrderConfirmed confirmed -> {
                if (order.confirm()) {
                    notifyCustomer(
                            event,
                            metadata,
                            Template.ORDER_CONFIRMED,
                            Map.of("total", new Money(confirmed.totalAmount())));
                }
            }
            case OrderDelivered _ -> notifyCustomer(event, metadata, Template.ORDER_DELIVERED, Map.of());
            case OrderCancelled cancelled ->
                notifyCustomer(event, metadata, Template.ORDER_CANCELLED, Map.of("reason", cancelled.reason()));
            case OrderFailed failed ->
                notifyCustomer(event, metadata, Template.ORDER_FAILED, Map.of("reason", failed.reason()));
            case OrderAdjusted adjusted ->
                notifyCustomer(
                        event,
                        metadata,
                        Template.ORDER_ADJUSTED,
                        Map.of(
                                "items", adjusted.removed(),
                                "refund", new Money(adjusted.refundAmount()),
                                "total", new Money(adjusted.totalAmount())));
            case OrderStuck stuck ->
                create.forAdmins(
                        metadata,
                        Template.ORDER_STUCK,
                        aboutOrder(
                                stuck.orderId(),
                                Map.of(
                                        "userId", stuck.userId(),
                                        "status", stuck.status(),
                                        "since", stuck.since(),
                                        "reason", stuck.reason())));
        }
    }

    private void notifyCustomer(OrderEvent event, EventMetadata metadata, Template template, Map<String, ?> details) {
        create.forUser(event.userId(), metadata, template, aboutOrder(event.orderId(), details));
    }

    public void on(PaymentEvent event, EventMetadata metadata) {
        switch (event) {
            case PaymentFailed failed -> {
                // A payment that was voided with its order needs no notification: the order has one.
                if (isLive(failed.orderId(), failed.userId())) {
                    create.forUser(
                            failed.userId(),
                            metadata,
                            Template.PAYMENT_FAILED,
                            aboutOrder(
                                    failed.orderId(),
                                    Map.of("amount", new Money(failed.amount()), "reason", failed.reason())));
                }
            }
            case PaymentRefunded refunded ->
                create.forUser(
                        refunded.userId(),
                        metadata,
                        Template.PAYMENT_REFUNDED,
                        aboutOrder(refunded.orderId(), Map.of("amount", new Money(refunded.amount()))));
            case RefundFailed failed ->
                create.forAdmins(
                        metadata,
                        Template.REFUND_FAILED,
                        aboutOrder(
                                failed.orderId(),
                                Map.of(
                                        "userId", failed.userId(),
                                        "paymentId", failed.paymentId(),
                                        "refundId", failed.refundId(),
                                        "amount", new Money(failed.amount()),
                                        "attempts", failed.attempts(),
                                        "reason", failed.reason())));
            case PaymentInitiated _, PaymentSucceeded _ -> {}
        }
    }

    public void on(DeliveryEvent event, EventMetadata metadata) {
        switch (event) {
            case DeliveryAssigned assigned -> {
                if (isLive(assigned.orderId(), assigned.userId())) {
                    create.forUser(
                            assigned.userId(),
                            metadata,
                            Template.RIDER_ASSIGNED,
                            aboutOrder(assigned.orderId(), Map.of()));
                }
            }
            case DeliveryStarted started -> notifyOfStart(started, metadata);
            case DeliveryUnassigned unassigned -> {
                if (isLive(unassigned.orderId(), unassigned.userId())) {
                    create.forUser(
                            unassigned.userId(),
                            metadata,
                            Template.RIDER_UNASSIGNED,
                            aboutOrder(unassigned.orderId(), Map.of()));
                }
            }
            case PickupOverdue overdue -> {
                if (isLive(overdue.orderId(), overdue.userId())) {
                    create.forUser(
                            overdue.deliveryAgentId(),
                            metadata,
                            Template.PICKUP_OVERDUE,
                            aboutOrder(overdue.orderId(), Map.of("since", overdue.assignedAt())));
                }
            }
            case DeliveryDelayed delayed -> notifyOfDelay(delayed, metadata);
            case NoRiderFound notFound -> {
                if (isLive(notFound.orderId(), notFound.userId())) {
                    create.forAdmins(
                            metadata,
                            Template.NO_RIDER_FOUND,
                            aboutOrder(
                                    notFound.orderId(),
                                    Map.of(
                                            "userId", notFound.userId(),
                                            "deliveryId", notFound.deliveryId(),
                                            "since", notFound.searchingSince())));
                }
            }
            case DeliveryInTransit _,
                    DeliveryCompleted _,
                    DeliveryFailed _,
                    DeliveryCancelled _,
                    DeliveryReturned _ -> {}
        }
    }

    private void notifyOfStart(DeliveryStarted started, EventMetadata metadata) {
        OrderProjection order = orders.findOrCreateForUpdate(started.orderId());
        Map<String, ?> model = aboutOrder(started.orderId(), Map.of());
        if (order.userId() == null) {
            create.forOwnerOf(order, metadata, Template.ORDER_ON_THE_WAY, model);
        } else if (!order.isCancelled()) {
            create.forUser(order.userId(), metadata, Template.ORDER_ON_THE_WAY, model);
        }
    }

    private void notifyOfDelay(DeliveryDelayed delayed, EventMetadata metadata) {
        boolean isLive = isLive(delayed.orderId(), delayed.userId());
        create.forAdmins(
                metadata,
                Template.RIDER_SILENT,
                aboutOrder(
                        delayed.orderId(),
                        Map.of(
                                "userId", delayed.userId(),
                                "riderId", delayed.deliveryAgentId(),
                                "deliveryId", delayed.deliveryId(),
                                "since", delayed.lastSeenAt())),
                isLive ? Map.of(delayed.userId(), Template.DELIVERY_DELAYED) : Map.of());
    }

    public void on(InventoryEvent event, EventMetadata metadata) {
        switch (event) {
            case StockLow low ->
                create.forAdmins(
                        metadata,
                        Template.LOW_STOCK,
                        Map.of(
                                "productId", low.productId(),
                                "quantity", low.currentQuantity(),
                                "threshold", low.threshold()));
            case OutOfStock out ->
                create.forAdmins(metadata, Template.OUT_OF_STOCK, Map.of("productId", out.productId()));
            case BackInStock back ->
                create.forUser(
                        back.userId(),
                        metadata,
                        Template.BACK_IN_STOCK,
                        Map.of("productName", Objects.requireNonNullElse(back.productName(), "")));
            case StockUpdated _, StockShortage _, AvailabilityChanged _ -> {}
        }
    }

    private static boolean cancels(OrderEvent event) {
        return switch (event) {
            case OrderCancelled _, OrderFailed _ -> true;
            case OrderCreated _, OrderConfirmed _, OrderDelivered _, OrderAdjusted _, OrderStuck _ -> false;
        };
    }

    /** Whether an order goes on, as far as is known. That it is this person's is kept. */
    private boolean isLive(UUID orderId, UUID userId) {
        OrderProjection order = orders.findOrCreateForUpdate(orderId, userId);
        assignOwner(order, userId);
        return !order.isCancelled();
    }

    private void assignOwner(OrderProjection order, UUID userId) {
        if (order.assignOwner(userId)) {
            release.forOwnerOf(order, userId);
        }
    }

    private Recipient lock(UUID userId, Role nextRole) {
        if (nextRole == Role.ADMIN) {
            recipients.lockAdmins();
        }
        return recipients.findOrCreateForUpdate(userId);
    }

    private static Map<String, ?> aboutOrder(UUID orderId, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("order", numberOf(orderId));
        model.put("orderId", orderId);
        return model;
    }

    /** Short enough to be read out: the last digits, for the first of two orders of one day are the same. */
    private static String numberOf(UUID orderId) {
        String id = orderId.toString();
        return id.substring(id.length() - 8).toUpperCase(Locale.ROOT);
    }
}

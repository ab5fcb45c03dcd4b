package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.KnownOrder;
import com.homedelivery.notification.domain.KnownOrders;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.work.Bell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event that somebody is told about, and what is learnt from it for later. Events may come in any order: what is
 * about a person or an order not heard of yet is written down and waits.
 */
@Component
@Transactional
public class TellPeople {

    private final Recipients recipients;
    private final KnownOrders orders;
    private final Notifications notifications;
    private final Letters letters;
    private final NotificationProperties properties;
    private final Bell bell;
    private final Clock clock;

    TellPeople(
            Recipients recipients,
            KnownOrders orders,
            Notifications notifications,
            Letters letters,
            NotificationProperties properties,
            Bell bell,
            Clock clock) {
        this.recipients = recipients;
        this.orders = orders;
        this.notifications = notifications;
        this.letters = letters;
        this.properties = properties;
        this.bell = bell;
        this.clock = clock;
    }

    public void on(UserEvent event, EventMetadata metadata) {
        switch (event) {
            case UserRegistered registered -> {
                Recipient person = recipients.lock(registered.userId());
                if (person.register(registered.email(), registered.role())) {
                    notifications.waitingForAddressOf(person.userId()).forEach(waiting -> release(waiting, person));
                    tell(person, metadata, Template.WELCOME, Map.of());
                }
            }
            case UserProfileUpdated profile ->
                recipients
                        .lock(profile.userId())
                        .describe(profile.firstName(), profile.notificationsEnabled(), profile.updatedAt());
        }
    }

    public void on(OrderEvent event, EventMetadata metadata) {
        KnownOrder order = learn(event.orderId(), event.userId());
        switch (event) {
            case OrderCreated created ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_PLACED,
                        aboutOrder(
                                created.orderId(),
                                Map.of("items", created.items(), "total", money(created.totalAmount()))));
            case OrderConfirmed confirmed ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_CONFIRMED,
                        aboutOrder(confirmed.orderId(), Map.of("total", money(confirmed.totalAmount()))));
            case OrderDelivered delivered ->
                tell(event.userId(), metadata, Template.ORDER_DELIVERED, aboutOrder(delivered.orderId(), Map.of()));
            case OrderCancelled cancelled -> {
                order.undo();
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_CANCELLED,
                        aboutOrder(cancelled.orderId(), Map.of("reason", cancelled.reason())));
            }
            case OrderFailed failed -> {
                order.undo();
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_FAILED,
                        aboutOrder(failed.orderId(), Map.of("reason", failed.reason())));
            }
        }
    }

    public void on(PaymentEvent event, EventMetadata metadata) {
        switch (event) {
            case PaymentFailed failed -> {
                // A payment voided with its order is no news: the customer hears of the order.
                if (!learn(failed.orderId(), failed.userId()).isUndone()) {
                    tell(
                            failed.userId(),
                            metadata,
                            Template.PAYMENT_FAILED,
                            aboutOrder(
                                    failed.orderId(),
                                    Map.of("amount", money(failed.amount()), "reason", failed.reason())));
                }
            }
            case PaymentRefunded refunded ->
                tell(
                        refunded.userId(),
                        metadata,
                        Template.PAYMENT_REFUNDED,
                        aboutOrder(refunded.orderId(), Map.of("amount", money(refunded.amount()))));
            case PaymentInitiated _, PaymentSucceeded _ -> {}
        }
    }

    public void on(DeliveryEvent event, EventMetadata metadata) {
        switch (event) {
            case DeliveryAssigned assigned -> {
                learn(assigned.orderId(), assigned.userId());
                tell(assigned.userId(), metadata, Template.RIDER_ASSIGNED, aboutOrder(assigned.orderId(), Map.of()));
            }
            case DeliveryStarted started -> {
                KnownOrder order = orders.lock(started.orderId());
                if (order.userId() == null) {
                    tellOwnerOf(order, metadata, Template.ORDER_ON_THE_WAY, aboutOrder(started.orderId(), Map.of()));
                } else {
                    tell(order.userId(), metadata, Template.ORDER_ON_THE_WAY, aboutOrder(started.orderId(), Map.of()));
                }
            }
            case DeliveryInTransit _, DeliveryCompleted _, DeliveryFailed _ -> {}
        }
    }

    public void on(InventoryEvent event, EventMetadata metadata) {
        switch (event) {
            case StockLow low ->
                tellAdmins(
                        metadata,
                        Template.LOW_STOCK,
                        Map.of(
                                "productId", low.productId(),
                                "quantity", low.currentQuantity(),
                                "threshold", low.threshold()));
            case OutOfStock out -> tellAdmins(metadata, Template.OUT_OF_STOCK, Map.of("productId", out.productId()));
            case StockUpdated _ -> {}
        }
    }

    private KnownOrder learn(UUID orderId, UUID userId) {
        KnownOrder order = orders.lock(orderId);
        if (order.belongsTo(userId)) {
            for (Notification waiting : notifications.waitingForOwnerOf(orderId)) {
                release(waiting, recipients.lock(userId));
            }
        }
        return order;
    }

    private void release(Notification waiting, Recipient person) {
        if (person.wants(waiting.template())) {
            waiting.addressTo(person, clock.instant());
            bell.ringAfterCommit();
        } else {
            notifications.delete(waiting);
        }
    }

    private void tellAdmins(EventMetadata event, Template template, Map<String, ?> words) {
        recipients.admins().forEach(admin -> tell(admin, event, template, words));
    }

    private void tell(UUID userId, EventMetadata event, Template template, Map<String, ?> words) {
        tell(recipients.lock(userId), event, template, words);
    }

    private void tell(Recipient person, EventMetadata event, Template template, Map<String, ?> words) {
        if (!person.wants(template) || notifications.existsFor(event.id(), person.userId())) {
            return;
        }
        Instant now = clock.instant();
        notifications.save(
                Notification.to(person, event.id(), template, letters.write(template, person.firstName(), words), now));
        bell.ringAfterCommit();
    }

    private void tellOwnerOf(KnownOrder order, EventMetadata event, Template template, Map<String, ?> words) {
        if (notifications.existsFor(event.id(), null)) {
            return;
        }
        notifications.save(Notification.toOwnerOf(
                order, event.id(), template, letters.write(template, null, words), clock.instant()));
    }

    private static Map<String, ?> aboutOrder(UUID orderId, Map<String, ?> more) {
        Map<String, Object> words = new HashMap<>(more);
        words.put("order", numberOf(orderId));
        words.put("orderId", orderId);
        return words;
    }

    /** Short enough to be read out: the last digits, for the first of two orders of one day are the same. */
    private static String numberOf(UUID orderId) {
        String id = orderId.toString();
        return id.substring(id.length() - 8).toUpperCase(Locale.ROOT);
    }

    private String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + properties.currency();
    }
}

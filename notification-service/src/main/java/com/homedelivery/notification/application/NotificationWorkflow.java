package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
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
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.work.WakeUpSignal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event that somebody is told about, and what is learnt from it for later. Events may come in any order: what is
 * about a person or an order not heard of yet, or for the admins while none is known, is written down and waits.
 */
@Component
@Transactional
public class NotificationWorkflow {

    private static final Logger log = LoggerFactory.getLogger(NotificationWorkflow.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Recipients recipients;
    private final OrderProjections orders;
    private final Notifications notifications;
    private final TemplateRenderer letters;
    private final NotificationProperties properties;
    private final WakeUpSignal bell;
    private final Clock clock;

    NotificationWorkflow(
            Recipients recipients,
            OrderProjections orders,
            Notifications notifications,
            TemplateRenderer letters,
            NotificationProperties properties,
            WakeUpSignal bell,
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
                Recipient person = lock(registered.userId(), registered.role());
                if (person.register(registered.email(), registered.role())) {
                    notifications.waitingForAddressOf(person.userId()).forEach(waiting -> release(waiting, person));
                    tell(person, metadata, Template.WELCOME, Map.of());
                }
                releaseReportsTo(person);
            }
            case UserRoleChanged changed -> {
                Recipient person = lock(changed.userId(), changed.role());
                person.changeRole(changed.role(), changed.changedAt());
                releaseReportsTo(person);
            }
            case UserProfileUpdated profile ->
                recipients
                        .lock(profile.userId())
                        .describe(profile.firstName(), profile.notificationsEnabled(), profile.updatedAt());
        }
    }

    public void on(OrderEvent event, EventMetadata metadata) {
        OrderProjection order = orders.lock(event.orderId(), event.userId());
        if (undoes(event)) {
            order.undo();
        }
        learn(order, event.userId());
        switch (event) {
            case OrderCreated created ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_PLACED,
                        aboutOrder(
                                created.orderId(),
                                Map.of("items", created.items(), "total", money(created.totalAmount()))));
            case OrderConfirmed confirmed -> {
                if (order.confirm()) {
                    tell(
                            event.userId(),
                            metadata,
                            Template.ORDER_CONFIRMED,
                            aboutOrder(confirmed.orderId(), Map.of("total", money(confirmed.totalAmount()))));
                }
            }
            case OrderDelivered delivered ->
                tell(event.userId(), metadata, Template.ORDER_DELIVERED, aboutOrder(delivered.orderId(), Map.of()));
            case OrderCancelled cancelled ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_CANCELLED,
                        aboutOrder(cancelled.orderId(), Map.of("reason", cancelled.reason())));
            case OrderFailed failed ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_FAILED,
                        aboutOrder(failed.orderId(), Map.of("reason", failed.reason())));
            case OrderAdjusted adjusted ->
                tell(
                        event.userId(),
                        metadata,
                        Template.ORDER_ADJUSTED,
                        aboutOrder(
                                adjusted.orderId(),
                                Map.of(
                                        "items", adjusted.removed(),
                                        "refund", money(adjusted.refundAmount()),
                                        "total", money(adjusted.totalAmount()))));
            case OrderStuck stuck ->
                tellAdmins(
                        metadata,
                        Template.ORDER_STUCK,
                        aboutOrder(
                                stuck.orderId(),
                                Map.of(
                                        "userId", stuck.userId(),
                                        "status", stuck.status(),
                                        "since", time(stuck.since()),
                                        "reason", stuck.reason())));
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
            case RefundFailed failed ->
                tellAdmins(
                        metadata,
                        Template.REFUND_FAILED,
                        aboutOrder(
                                failed.orderId(),
                                Map.of(
                                        "userId", failed.userId(),
                                        "paymentId", failed.paymentId(),
                                        "refundId", failed.refundId(),
                                        "amount", money(failed.amount()),
                                        "attempts", failed.attempts(),
                                        "reason", failed.reason())));
            case PaymentInitiated _, PaymentSucceeded _ -> {}
        }
    }

    public void on(DeliveryEvent event, EventMetadata metadata) {
        switch (event) {
            case DeliveryAssigned assigned -> {
                if (!learn(assigned.orderId(), assigned.userId()).isUndone()) {
                    tell(
                            assigned.userId(),
                            metadata,
                            Template.RIDER_ASSIGNED,
                            aboutOrder(assigned.orderId(), Map.of()));
                }
            }
            case DeliveryStarted started -> tellOfStart(started, metadata);
            case DeliveryUnassigned unassigned -> {
                if (!learn(unassigned.orderId(), unassigned.userId()).isUndone()) {
                    tell(
                            unassigned.userId(),
                            metadata,
                            Template.RIDER_UNASSIGNED,
                            aboutOrder(unassigned.orderId(), Map.of()));
                }
            }
            case PickupOverdue overdue -> {
                if (!learn(overdue.orderId(), overdue.userId()).isUndone()) {
                    tell(
                            overdue.deliveryAgentId(),
                            metadata,
                            Template.PICKUP_OVERDUE,
                            aboutOrder(overdue.orderId(), Map.of("since", time(overdue.assignedAt()))));
                }
            }
            case DeliveryDelayed delayed -> tellOfDelay(delayed, metadata);
            case NoRiderFound search -> {
                if (!learn(search.orderId(), search.userId()).isUndone()) {
                    tellAdmins(
                            metadata,
                            Template.NO_RIDER_FOUND,
                            aboutOrder(
                                    search.orderId(),
                                    Map.of(
                                            "userId", search.userId(),
                                            "deliveryId", search.deliveryId(),
                                            "since", time(search.searchingSince()))));
                }
            }
            case DeliveryInTransit _,
                    DeliveryCompleted _,
                    DeliveryFailed _,
                    DeliveryCancelled _,
                    DeliveryReturned _ -> {}
        }
    }

    private void tellOfStart(DeliveryStarted started, EventMetadata metadata) {
        OrderProjection order = orders.lock(started.orderId());
        Map<String, ?> words = aboutOrder(started.orderId(), Map.of());
        if (order.userId() == null) {
            tellOwnerOf(order, metadata, Template.ORDER_ON_THE_WAY, words);
        } else if (!order.isUndone()) {
            tell(order.userId(), metadata, Template.ORDER_ON_THE_WAY, words);
        }
    }

    private void tellOfDelay(DeliveryDelayed delayed, EventMetadata metadata) {
        boolean undone = learn(delayed.orderId(), delayed.userId()).isUndone();
        Map<String, ?> words = aboutOrder(
                delayed.orderId(),
                Map.of(
                        "userId", delayed.userId(),
                        "riderId", delayed.deliveryAgentId(),
                        "deliveryId", delayed.deliveryId(),
                        "since", time(delayed.lastSeenAt())));
        SortedMap<UUID, Template> told = admins(Template.RIDER_SILENT);
        if (told.isEmpty()) {
            keepForFirstAdmin(metadata, Template.RIDER_SILENT, words);
        }
        if (!undone) {
            told.put(delayed.userId(), Template.DELIVERY_DELAYED);
        }
        tell(told, metadata, words);
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
            case StockUpdated _, StockShortage _ -> {}
        }
    }

    private static boolean undoes(OrderEvent event) {
        return switch (event) {
            case OrderCancelled _, OrderFailed _ -> true;
            case OrderCreated _, OrderConfirmed _, OrderDelivered _, OrderAdjusted _, OrderStuck _ -> false;
        };
    }

    private OrderProjection learn(UUID orderId, UUID userId) {
        return learn(orders.lock(orderId, userId), userId);
    }

    private OrderProjection learn(OrderProjection order, UUID userId) {
        if (order.belongsTo(userId)) {
            for (Notification waiting : notifications.waitingForOwnerOf(order.orderId())) {
                if (order.isUndone()) {
                    notifications.delete(waiting);
                } else {
                    release(waiting, recipients.hold(userId));
                }
            }
        }
        return order;
    }

    private Recipient lock(UUID userId, Role nextRole) {
        if (nextRole == Role.ADMIN) {
            recipients.lockAdmins();
        }
        return recipients.lock(userId);
    }

    private void releaseReportsTo(Recipient person) {
        if (person.isAdmin()) {
            notifications.deleteWaitingForAdminWhenTold(person.userId());
            notifications.waitingForAdmin().forEach(waiting -> release(waiting, person));
        }
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
        SortedMap<UUID, Template> told = admins(template);
        if (told.isEmpty()) {
            keepForFirstAdmin(event, template, words);
        }
        tell(told, event, words);
    }

    /** All admins; when there are none, nobody becomes one before the transaction ends. */
    private SortedMap<UUID, Template> admins(Template template) {
        List<UUID> admins = recipients.admins();
        if (admins.isEmpty()) {
            recipients.lockAdmins();
            admins = recipients.admins();
        }
        SortedMap<UUID, Template> told = new TreeMap<>();
        admins.forEach(admin -> told.put(admin, template));
        return told;
    }

    private void keepForFirstAdmin(EventMetadata event, Template template, Map<String, ?> words) {
        if (notifications.waitsForSomebody(event.id())) {
            return;
        }
        if (!notifications.existsWaitingForAdmin()) {
            log.warn("No admin is known: what admins have to be told waits for the first one");
        }
        notifications.save(
                Notification.toFirstAdmin(event.id(), template, letters.write(template, null, words), clock.instant()));
    }

    /** People are held in one order, as those who are changed are locked: or two could wait for each other. */
    private void tell(SortedMap<UUID, Template> people, EventMetadata event, Map<String, ?> words) {
        people.forEach((person, template) -> tell(person, event, template, words));
    }

    private void tell(UUID userId, EventMetadata event, Template template, Map<String, ?> words) {
        tell(recipients.hold(userId), event, template, words);
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

    private void tellOwnerOf(OrderProjection order, EventMetadata event, Template template, Map<String, ?> words) {
        if (notifications.waitsForSomebody(event.id())) {
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

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + properties.currency();
    }
}

package com.homedelivery.analytics.application;

import com.homedelivery.analytics.application.FactChange.SetEarliest;
import com.homedelivery.analytics.application.FactChange.SetHighest;
import com.homedelivery.analytics.application.FactChange.SetValue;
import com.homedelivery.analytics.domain.DeliveryStage;
import com.homedelivery.analytics.domain.OrderStage;
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
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.NotificationEvent;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.event.NotificationEvent.NotificationSent;
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
import com.homedelivery.shared.event.RiderLocationEvent;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which facts each event contains. */
final class EventProjection {

    private EventProjection() {}

    /** @throws RuntimeException when the event lacks a required value */
    static List<Fact> of(DomainEvent event) {
        return switch (event) {
            case UserEvent user -> of(user);
            case OrderEvent order -> of(order);
            case PaymentEvent payment -> of(payment);
            case DeliveryEvent delivery -> of(delivery);
            case InventoryEvent inventory -> of(inventory);
            case NotificationEvent notification -> List.of(of(notification));
            case RiderLocationEvent rider -> List.of(of(rider));
        };
    }

    private static List<Fact> of(UserEvent event) {
        return switch (event) {
            case UserRegistered e ->
                List.of(fact(
                        FactType.USER,
                        id(e.userId()),
                        set("role", e.role().toString()),
                        earliest("registeredAt", e.registeredAt())));
            case UserProfileUpdated _,
                    UserRoleChanged _,
                    UserEmailChanged _,
                    VerificationRequested _,
                    SecurityAlert _,
                    UserDeleted _ -> List.of();
        };
    }

    private static List<Fact> of(OrderEvent event) {
        return switch (event) {
            case OrderCreated e ->
                List.of(order(
                        e.orderId(),
                        OrderStage.PENDING,
                        set("userId", id(e.userId())),
                        set("items", lines(e.items())),
                        set("total", money(e.totalAmount())),
                        earliest("createdAt", e.createdAt())));
            case OrderConfirmed e ->
                List.of(order(e.orderId(), OrderStage.CONFIRMED, earliest("confirmedAt", e.confirmedAt())));
            case OrderDelivered e ->
                List.of(order(e.orderId(), OrderStage.DELIVERED, earliest("deliveredAt", e.deliveredAt())));
            case OrderCancelled e ->
                List.of(order(e.orderId(), OrderStage.CANCELLED, earliest("cancelledAt", e.cancelledAt())));
            case OrderFailed e -> List.of(order(e.orderId(), OrderStage.FAILED, earliest("failedAt", e.failedAt())));
            // A refund is counted when it is paid.
            case OrderAdjusted _, OrderStuck _ -> List.of();
        };
    }

    private static List<Fact> of(PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated e ->
                List.of(payment(e, set("method", e.paymentMethod()), earliest("initiatedAt", e.initiatedAt())));
            case PaymentSucceeded e ->
                List.of(
                        payment(e, earliest("succeededAt", e.completedAt())),
                        fact(FactType.ORDER, id(e.orderId()), earliest("paidAt", e.completedAt())));
            case PaymentFailed e -> List.of(payment(e, earliest("failedAt", e.failedAt())));
            case PaymentRefunded e ->
                List.of(fact(
                        FactType.REFUND,
                        id(e.paymentId()) + ":" + e.refundId(),
                        set("orderId", id(e.orderId())),
                        set("amount", money(e.amount())),
                        earliest("refundedAt", e.refundedAt())));
            case RefundFailed _ -> List.of();
        };
    }

    /** The stages of a delivery are facts of its order too, so that the funnel is read from one collection. */
    private static List<Fact> of(DeliveryEvent event) {
        return switch (event) {
            case DeliveryAssigned e ->
                List.of(
                        delivery(e, DeliveryStage.ASSIGNED, earliest("assignedAt", e.assignedAt())),
                        order(e.orderId(), OrderStage.PROCESSING, earliest("assignedAt", e.assignedAt())));
            case DeliveryStarted e ->
                List.of(
                        delivery(e, DeliveryStage.PICKED_UP, earliest("pickedUpAt", e.startedAt())),
                        order(e.orderId(), OrderStage.SHIPPED, earliest("pickedUpAt", e.startedAt())));
            case DeliveryInTransit e ->
                List.of(delivery(e, DeliveryStage.IN_TRANSIT, earliest("inTransitAt", e.updatedAt())));
            case DeliveryCompleted e ->
                List.of(
                        delivery(
                                e,
                                DeliveryStage.DELIVERED,
                                set("riderId", id(e.deliveryAgentId())),
                                set("durationMinutes", e.durationMinutes()),
                                set("distanceKm", e.distanceKm()),
                                earliest("completedAt", e.completedAt())),
                        order(e.orderId(), OrderStage.DELIVERED, earliest("deliveredAt", e.completedAt())));
            case DeliveryFailed e -> List.of(delivery(e, DeliveryStage.FAILED, earliest("failedAt", e.failedAt())));
            case DeliveryCancelled e ->
                List.of(delivery(e, DeliveryStage.CANCELLED, earliest("cancelledAt", e.cancelledAt())));
            case DeliveryReturned _, DeliveryUnassigned _, PickupOverdue _, DeliveryDelayed _, NoRiderFound _ ->
                List.of();
        };
    }

    /** Only shortages are counted; quantities are known to inventory-service. */
    private static List<Fact> of(InventoryEvent event) {
        return switch (event) {
            case StockUpdated _, AvailabilityChanged _, BackInStock _ -> List.of();
            case StockShortage e ->
                e.missing().stream()
                        .map(missing -> stockAlert(missing.productId(), "shortage", e.detectedAt()))
                        .toList();
            case StockLow e -> List.of(stockAlert(e.productId(), "low", e.alertedAt()));
            case OutOfStock e -> List.of(stockAlert(e.productId(), "out", e.alertedAt()));
        };
    }

    private static Fact of(NotificationEvent event) {
        FactChange moment = switch (event) {
            case NotificationSent e -> earliest("sentAt", e.sentAt());
            case NotificationFailed e -> earliest("failedAt", e.failedAt());
        };
        return fact(FactType.NOTIFICATION, id(event.notificationId()), set("userId", id(event.userId())), moment);
    }

    /** Only the day of a position is recorded. */
    private static Fact of(RiderLocationEvent event) {
        return switch (event) {
            case RiderLocationSampled e -> {
                LocalDate day = LocalDate.ofInstant(e.sampledAt(), ZoneOffset.UTC);
                yield fact(
                        FactType.RIDER_DAY,
                        id(e.riderId()) + ":" + day,
                        set("riderId", id(e.riderId())),
                        set("day", day.atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
        };
    }

    private static Fact order(UUID orderId, OrderStage stage, FactChange... changes) {
        return staged(FactType.ORDER, orderId, stage, changes);
    }

    private static Fact delivery(DeliveryEvent event, DeliveryStage stage, FactChange... changes) {
        Fact fact = staged(FactType.DELIVERY, event.deliveryId(), stage, changes);
        return with(fact, set("orderId", id(event.orderId())));
    }

    private static Fact payment(PaymentEvent event, FactChange... changes) {
        Fact fact = fact(FactType.PAYMENT, id(event.paymentId()), changes);
        return with(fact, set("orderId", id(event.orderId())), set("amount", money(event.amount())));
    }

    private static Fact stockAlert(UUID productId, String kind, Instant alertedAt) {
        String product = id(productId);
        return fact(
                FactType.STOCK_ALERT,
                product + ":" + kind + ":" + alertedAt,
                set("productId", product),
                set("kind", kind),
                set("alertedAt", Objects.requireNonNull(alertedAt)));
    }

    private static Fact staged(FactType type, UUID id, Enum<?> stage, FactChange... changes) {
        return with(fact(type, id(id), changes), new SetHighest("stage", stage.ordinal()));
    }

    private static Fact fact(FactType type, String id, FactChange... changes) {
        return new Fact(type, id, List.of(changes));
    }

    private static Fact with(Fact fact, FactChange... changes) {
        return new Fact(
                fact.type(),
                fact.id(),
                Stream.concat(fact.changes().stream(), Stream.of(changes)).toList());
    }

    private static FactChange set(String field, @Nullable Object value) {
        return new SetValue(field, value);
    }

    private static FactChange earliest(String field, Instant moment) {
        return new SetEarliest(field, Objects.requireNonNull(moment, field));
    }

    private static List<Map<String, @Nullable Object>> lines(List<OrderEvent.Item> items) {
        return items.stream().map(EventProjection::line).toList();
    }

    private static Map<String, @Nullable Object> line(OrderEvent.Item item) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("productId", id(item.productId()));
        line.put("name", item.name());
        line.put("quantity", item.quantity());
        line.put("amount", money(item.price().multiply(BigDecimal.valueOf(item.quantity()))));
        return line;
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static String id(UUID id) {
        return id.toString();
    }
}

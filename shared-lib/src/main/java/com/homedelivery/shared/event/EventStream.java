package com.homedelivery.shared.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events of one family, and where it flows.
 *
 * @param <E> the family
 * @param family the sealed interface of its events
 * @param streamKey key of the Redis Stream, or null when the stream is kept in Kafka only
 * @param topic name of the Kafka topic
 * @param groups consumer groups of the Redis Stream: the services that read it, running or not. They are made with the
 *     stream, so that nothing is trimmed which one of them has yet to read
 */
public record EventStream<E extends DomainEvent>(
        Class<E> family, @Nullable String streamKey, String topic, List<String> groups) {

    public static final EventStream<UserEvent> USERS = new EventStream<>(
            UserEvent.class,
            "stream:users",
            "users",
            List.of(
                    "user-service",
                    "inventory-service",
                    "cart-service",
                    "order-service",
                    "payment-service",
                    "delivery-service",
                    "notification-service"));
    public static final EventStream<OrderEvent> ORDERS = new EventStream<>(
            OrderEvent.class,
            "stream:orders",
            "orders",
            List.of(
                    "cart-service",
                    "inventory-service",
                    "payment-service",
                    "delivery-service",
                    "notification-service"));
    public static final EventStream<PaymentEvent> PAYMENTS = new EventStream<>(
            PaymentEvent.class, "stream:payments", "payments", List.of("order-service", "notification-service"));
    public static final EventStream<InventoryEvent> INVENTORY = new EventStream<>(
            InventoryEvent.class,
            "stream:inventory",
            "inventory",
            List.of("product-service", "order-service", "notification-service"));
    public static final EventStream<DeliveryEvent> DELIVERIES = new EventStream<>(
            DeliveryEvent.class,
            "stream:deliveries",
            "deliveries",
            List.of("order-service", "inventory-service", "payment-service", "notification-service"));
    public static final EventStream<RiderLocationEvent> RIDER_LOCATIONS =
            new EventStream<>(RiderLocationEvent.class, null, "rider-locations", List.of());
    public static final EventStream<NotificationEvent> NOTIFICATIONS =
            new EventStream<>(NotificationEvent.class, null, "notifications", List.of());

    public static final List<EventStream<?>> ALL =
            List.of(USERS, ORDERS, PAYMENTS, INVENTORY, DELIVERIES, RIDER_LOCATIONS, NOTIFICATIONS);

    /** The stream that an event belongs to. */
    public static EventStream<?> of(DomainEvent event) {
        return switch (event) {
            case UserEvent _ -> USERS;
            case OrderEvent _ -> ORDERS;
            case PaymentEvent _ -> PAYMENTS;
            case InventoryEvent _ -> INVENTORY;
            case DeliveryEvent _ -> DELIVERIES;
            case RiderLocationEvent _ -> RIDER_LOCATIONS;
            case NotificationEvent _ -> NOTIFICATIONS;
        };
    }

    /** The consumer groups of the Redis Stream with this key; none for a key that is no stream of the contract. */
    public static List<String> groupsOf(String streamKey) {
        return ALL.stream()
                .filter(stream -> streamKey.equals(stream.streamKey()))
                .findFirst()
                .map(EventStream::groups)
                .orElse(List.of());
    }

    /** The record of this family that has a name on the wire, or empty when today's code does not know it. */
    public Optional<Class<? extends E>> recordFor(String type) {
        return Arrays.stream(family.getPermittedSubclasses())
                .filter(record -> typeOf(record).equals(type))
                .findFirst()
                .map(record -> record.asSubclass(family));
    }

    /** Names on the wire of all events of this family. */
    public List<String> types() {
        return Arrays.stream(family.getPermittedSubclasses())
                .map(EventStream::typeOf)
                .toList();
    }

    /** The event's name on the wire. */
    public static String typeOf(DomainEvent event) {
        return typeOf(event.getClass());
    }

    private static String typeOf(Class<?> record) {
        return record.getAnnotation(EventType.class).value();
    }
}

package com.homedelivery.notification.application;

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
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.NotificationEvent;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.RiderLocationEvent;
import com.homedelivery.shared.event.UserEvent;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events that webhooks can be told of, and how they are written. */
public final class WebhookEvents {

    /** They are between a person and this suite: one leads to a secret, the other is about the safety of an account. */
    private static final Set<String> PRIVATE = Set.of("user.verification_requested", "user.security_alert");

    /** What comes between the head of a message and the event. */
    private static final String DATA = ",\"data\":";

    private static final List<EventStream<?>> STREAMS = List.of(
            EventStream.USERS, EventStream.ORDERS, EventStream.PAYMENTS, EventStream.INVENTORY, EventStream.DELIVERIES);

    private static final SortedSet<String> TYPES = types();

    private WebhookEvents() {}

    /** Names on the wire of all of them, in alphabetical order. */
    public static SortedSet<String> all() {
        return TYPES;
    }

    private static SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>();
        STREAMS.stream()
                .flatMap(stream -> stream.types().stream())
                .filter(type -> !PRIVATE.contains(type))
                .forEach(types::add);
        return Collections.unmodifiableSortedSet(types);
    }

    /** The body of a message, as the Standard Webhooks specification recommends it. */
    static String payloadOf(DomainEvent event, EventMetadata metadata) {
        return "{\"type\":\"" + metadata.type() + "\",\"timestamp\":\"" + metadata.time() + "\"" + DATA
                + EventJson.write(event) + "}";
    }

    /** The same message without the person whom it is about; empty when nothing is left to be told. */
    static Optional<String> impersonal(String type, String payload) {
        int head = payload.indexOf(DATA);
        String data = payload.substring(head + DATA.length(), payload.length() - 1);
        return ImpersonalEvents.of(EventJson.read(data, recordFor(type)))
                .map(rest -> payload.substring(0, head) + DATA + EventJson.write(rest) + "}");
    }

    private static Class<? extends DomainEvent> recordFor(String type) {
        return STREAMS.stream()
                .flatMap(stream -> stream.recordFor(type).stream())
                .findFirst()
                .orElseThrow();
    }

    /** Whom an event is about, or null when it does not say so, or is about nobody. */
    static @Nullable UUID userOf(DomainEvent event) {
        return switch (event) {
            case UserEvent user -> user.userId();
            case OrderEvent order -> order.userId();
            case PaymentEvent payment -> payment.userId();
            case DeliveryAssigned assigned -> assigned.userId();
            case DeliveryUnassigned unassigned -> unassigned.userId();
            case PickupOverdue overdue -> overdue.userId();
            case DeliveryDelayed delayed -> delayed.userId();
            case NoRiderFound notFound -> notFound.userId();
            case BackInStock back -> back.userId();
            case DeliveryStarted _,
                    DeliveryInTransit _,
                    DeliveryCompleted _,
                    DeliveryFailed _,
                    DeliveryCancelled _,
                    DeliveryReturned _ -> null;
            case StockUpdated _, StockLow _, OutOfStock _, StockShortage _, AvailabilityChanged _ -> null;
            case NotificationEvent _, RiderLocationEvent _ -> null;
        };
    }

    /** Which order an event is about, or null. */
    static @Nullable UUID orderOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent order -> order.orderId();
            case PaymentEvent payment -> payment.orderId();
            case DeliveryEvent delivery -> delivery.orderId();
            case StockShortage shortage -> shortage.orderId();
            case StockUpdated _, StockLow _, OutOfStock _, AvailabilityChanged _, BackInStock _ -> null;
            case UserEvent _, NotificationEvent _, RiderLocationEvent _ -> null;
        };
    }
}

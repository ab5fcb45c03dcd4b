package com.homedelivery.notification.application;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.UserEvent;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events that webhooks can be told of, and how they are written. */
public final class WebhookEvents {

    /** They are between a person and this suite: one leads to a secret, the other is about the safety of an account. */
    private static final Set<String> PRIVATE = Set.of("user.verification_requested", "user.security_alert");

    private static final SortedSet<String> TYPES = types();

    private WebhookEvents() {}

    /** Names on the wire of all of them, in alphabetical order. */
    public static SortedSet<String> all() {
        return TYPES;
    }

    private static SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>();
        Stream.of(
                        EventStream.USERS,
                        EventStream.ORDERS,
                        EventStream.PAYMENTS,
                        EventStream.INVENTORY,
                        EventStream.DELIVERIES)
                .flatMap(stream -> stream.types().stream())
                .filter(type -> !PRIVATE.contains(type))
                .forEach(types::add);
        return Collections.unmodifiableSortedSet(types);
    }

    /** The body of a message, as the Standard Webhooks specification recommends it. */
    static String payloadOf(DomainEvent event, EventMetadata metadata) {
        return "{\"type\":\"" + metadata.type() + "\",\"timestamp\":\"" + metadata.time() + "\",\"data\":"
                + EventJson.write(event) + "}";
    }

    /** Whom an event is about, or null. */
    static @Nullable UUID userOf(DomainEvent event) {
        return switch (event) {
            case UserEvent user -> user.userId();
            case OrderEvent order -> order.userId();
            case PaymentEvent payment -> payment.userId();
            default -> null;
        };
    }
}

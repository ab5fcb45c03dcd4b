package com.homedelivery.delivery.tracking;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where frames may go. Whatever cannot be read as one of these does not exist. */
sealed interface StompDestination {

    String TOPIC = "/topic";
    String QUEUE = "/queue";
    String USER = "/user";
    String APPLICATION = "/app";
    String OFFERS_QUEUE = QUEUE + "/offers";
    String REMINDERS_QUEUE = QUEUE + "/reminders";
    Pattern DELIVERY = Pattern.compile("/topic/deliveries/([0-9a-fA-F-]{36})");
    Pattern LOCATION = Pattern.compile("/app/deliveries/([0-9a-fA-F-]{36})/location");

    /** What happens to the delivery of an order. */
    record DeliveryTopic(UUID orderId) implements StompDestination {

        @Override
        public String toString() {
            return TOPIC + "/deliveries/" + orderId;
        }
    }

    /** What a rider is asked to take. */
    record Offers() implements StompDestination {

        @Override
        public String toString() {
            return USER + OFFERS_QUEUE;
        }
    }

    /** What a rider is reminded of. */
    record Reminders() implements StompDestination {

        @Override
        public String toString() {
            return USER + REMINDERS_QUEUE;
        }
    }

    /** The positions that a rider sends. */
    record RiderLocation(UUID deliveryId) implements StompDestination {}

    static Optional<StompDestination> parse(@Nullable String destination) {
        if (destination == null) {
            return Optional.empty();
        }
        if (destination.equals(USER + OFFERS_QUEUE)) {
            return Optional.of(new Offers());
        }
        if (destination.equals(USER + REMINDERS_QUEUE)) {
            return Optional.of(new Reminders());
        }
        Matcher delivery = DELIVERY.matcher(destination);
        if (delivery.matches()) {
            return exactly(delivery.group(1)).map(DeliveryTopic::new);
        }
        Matcher location = LOCATION.matcher(destination);
        if (location.matches()) {
            return exactly(location.group(1)).map(RiderLocation::new);
        }
        return Optional.empty();
    }

    /** Only the one spelling that messages are sent to, or a subscription would be granted and stay silent. */
    private static Optional<UUID> exactly(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package com.homedelivery.delivery.tracking;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The destinations of STOMP frames. What is none of these does not exist. */
sealed interface StompDestination {

    String TOPIC = "/topic";
    String QUEUE = "/queue";
    String USER = "/user";
    String APPLICATION = "/app";
    String OFFERS_QUEUE = QUEUE + "/offers";
    String REMINDERS_QUEUE = QUEUE + "/reminders";
    Pattern DELIVERY = Pattern.compile("/topic/deliveries/([0-9a-fA-F-]{36})");
    Pattern LOCATION = Pattern.compile("/app/deliveries/([0-9a-fA-F-]{36})/location");

    /** Updates of the delivery of an order. */
    record DeliveryTopic(UUID orderId) implements StompDestination {

        @Override
        public String toString() {
            return TOPIC + "/deliveries/" + orderId;
        }
    }

    /** Offers to a rider. */
    record OfferQueue() implements StompDestination {

        @Override
        public String toString() {
            return USER + OFFERS_QUEUE;
        }
    }

    /** Reminders of a rider. */
    record ReminderQueue() implements StompDestination {

        @Override
        public String toString() {
            return USER + REMINDERS_QUEUE;
        }
    }

    /** Positions from a rider. */
    record RiderLocation(UUID deliveryId) implements StompDestination {}

    static Optional<StompDestination> parse(@Nullable String destination) {
        if (destination == null) {
            return Optional.empty();
        }
        if (destination.equals(USER + OFFERS_QUEUE)) {
            return Optional.of(new OfferQueue());
        }
        if (destination.equals(USER + REMINDERS_QUEUE)) {
            return Optional.of(new ReminderQueue());
        }
        Matcher delivery = DELIVERY.matcher(destination);
        if (delivery.matches()) {
            return parseId(delivery.group(1)).map(DeliveryTopic::new);
        }
        Matcher location = LOCATION.matcher(destination);
        if (location.matches()) {
            return parseId(location.group(1)).map(RiderLocation::new);
        }
        return Optional.empty();
    }

    /** Only in lower case, as messages are sent to no other spelling. */
    private static Optional<UUID> parseId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A rider's shift. Each step looks at what is there and does the next thing, so that it does not matter what got lost on
 * the way; what is refused was somebody else's, or is over.
 */
public final class RiderAtWork implements Runnable {

    private static final double STORE_LAT = 40.7128;
    private static final double STORE_LNG = -74.0060;
    private static final Set<String> UNDER_WAY = Set.of("ASSIGNED", "PICKED_UP", "IN_TRANSIT");
    private static final long PAUSE_MILLIS = 400;
    private static final int STEPS_BETWEEN_SIGNS_OF_LIFE = 40;

    private final Rider rider;
    private final ClientObservations observed;
    private final RetryingClient client;
    private final BooleanSupplier goesOn;
    private String letDown = "";

    public RiderAtWork(Rider rider, ClientObservations observed, BooleanSupplier goesOn) {
        this.rider = rider;
        this.observed = observed;
        this.client = new RetryingClient(observed);
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        for (int step = 0; goesOn.getAsBoolean(); step++) {
            try {
                if (step % STEPS_BETWEEN_SIGNS_OF_LIFE == 0) {
                    comeOnline();
                }
                step();
            } catch (IllegalStateException nothingForMinutes) {
                observed.givenUp("A rider: " + nothingForMinutes.getMessage());
            }
            RetryingClient.pause(PAUSE_MILLIS);
        }
    }

    private void comeOnline() {
        client.ask(
                "come online",
                () -> rider.put(
                        "/api/riders/me/availability", Map.of("online", true, "lat", STORE_LAT, "lng", STORE_LNG)));
    }

    private void step() {
        Optional<JsonNode> underWay = active();
        if (underWay.isPresent()) {
            goOnWith(underWay.get());
        } else {
            answerOffers();
        }
    }

    private Optional<JsonNode> active() {
        JsonNode deliveries = client.ask("my deliveries", () -> rider.get("/api/riders/me/deliveries"))
                .data();
        return StreamSupport.stream(deliveries.spliterator(), false)
                .filter(delivery -> UNDER_WAY.contains(delivery.path("status").asString()))
                .findFirst();
    }

    private void answerOffers() {
        JsonNode offers = client.ask("my offers", () -> rider.get("/api/riders/me/offers"))
                .data();
        for (JsonNode offer : offers) {
            String orderId = offer.path("orderId").asString();
            String deliveryId = offer.path("deliveryId").asString();
            if (kindOf(orderId) == Script.Kind.FIRST_RIDER_DECLINES && observed.isFirstLetDown(orderId)) {
                client.ask("decline", () -> rider.reject(deliveryId));
            } else if (client.ask("accept", () -> rider.accept(deliveryId)).status() == 200) {
                return;
            }
        }
    }

    private void goOnWith(JsonNode delivery) {
        String id = delivery.path("id").asString();
        String orderId = delivery.path("orderId").asString();
        if (delivery.path("status").asString().equals("ASSIGNED")) {
            if (kindOf(orderId) == Script.Kind.FIRST_RIDER_VANISHES && isMineToLetDown(orderId)) {
                return;
            }
            client.ask("pick up", () -> rider.pickUp(id));
            return;
        }
        client.ask("position", () -> rider.sendLocation(id, STORE_LAT + 0.002, STORE_LNG + 0.002));
        if (kindOf(orderId) == Script.Kind.RIDER_GIVES_UP) {
            client.ask("give up", () -> rider.fail(id, "The bike is broken"));
        } else {
            otpOf(orderId).ifPresent(otp -> client.ask("deliver", () -> rider.deliver(id, otp)));
        }
    }

    /** The first rider who has the order lets it down, for as long as it is theirs. */
    private boolean isMineToLetDown(String orderId) {
        if (observed.isFirstLetDown(orderId)) {
            letDown = orderId;
        }
        return letDown.equals(orderId);
    }

    private Optional<String> otpOf(String orderId) {
        return observed.of(orderId).flatMap(entry -> {
            Customer customer = entry.customer();
            Answer track = client.ask("track", () -> customer.track(orderId));
            String otp = track.data().path("otp").asString("");
            return otp.isEmpty() ? Optional.empty() : Optional.of(otp);
        });
    }

    private Script.Kind kindOf(String orderId) {
        return observed.of(orderId).map(entry -> entry.script().kind()).orElse(Script.Kind.PLAIN);
    }
}

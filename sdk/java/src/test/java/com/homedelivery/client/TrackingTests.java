package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.client.DeliveryUpdate.StatusUpdate;
import com.homedelivery.client.model.Delivery;
import com.homedelivery.client.model.GeoPoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackingTests {

    private static final UUID ORDER = UUID.fromString("01947f3e-5c1a-7d2b-9e4f-6a8b0c1d2e03");
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<DeliveryUpdate> updates = new CopyOnWriteArrayList<>();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> closing = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable open : closing) {
            open.close();
        }
    }

    @Test
    void connectsWithTheTokenAndHearsTheCurrentStateFirst() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        track(server, () -> "secret").delivery(ORDER, updates::add);

        await().until(() -> !updates.isEmpty());
        assertThat(updates.get(0)).isInstanceOfSatisfying(StatusUpdate.class, update -> {
            assertThat(update.orderId()).isEqualTo(ORDER);
            assertThat(update.status()).isEqualTo(Delivery.StatusEnum.IN_TRANSIT);
        });
        assertThat(server.of("CONNECT").get(0).header("Authorization")).isEqualTo("Bearer secret");
        assertThat(server.of("SUBSCRIBE").get(0).header("destination")).isEqualTo("/topic/deliveries/" + ORDER);
    }

    @Test
    void subscribesAgainWithANewTokenWhenTheConnectionWasLost() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        AtomicInteger tokens = new AtomicInteger();
        track(server, () -> "token-" + tokens.incrementAndGet()).delivery(ORDER, updates::add);

        await().until(() -> updates.size() == 1);
        server.cutConnections();
        await().until(() -> updates.size() == 2);
        assertThat(server.of("CONNECT"))
                .extracting(frame -> frame.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void connectsAgainToWhoHasGoneSilent() throws InterruptedException {
        StompServer server = serve(frame -> null);
        Tracking tracking = new Tracking(server.gateway(), () -> "secret", refusals::add, SOON, Duration.ofMillis(50));
        closing.add(0, tracking);

        await().until(() -> server.of("CONNECT").size() >= 2);
    }

    @Test
    void triesAgainWhenThereIsNoTokenYet() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        AtomicInteger asked = new AtomicInteger();
        track(server, () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("The network is away");
                    }
                    return "secret";
                })
                .delivery(ORDER, updates::add);

        await().until(() -> !updates.isEmpty());
    }

    @Test
    void waitsForATokenThatIsNotThereYet() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        AtomicInteger asked = new AtomicInteger();
        track(server, () -> asked.incrementAndGet() == 1 ? null : "secret").delivery(ORDER, updates::add);

        await().until(() -> !updates.isEmpty());
        assertThat(server.of("CONNECT"))
                .extracting(frame -> frame.header("Authorization"))
                .containsExactly("Bearer secret");
    }

    @Test
    void refusesWhatIsNoAddressOfAGateway() {
        for (String address : List.of("ftp://localhost", "localhost:3000", "http:///api", "http://localhost#top")) {
            assertThatThrownBy(() -> new Tracking(URI.create(address), () -> "secret", refusals::add, SOON))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Not the address of a gateway: " + address);
        }
    }

    @Test
    void waitsLongerEachTimeItIsRefusedAtOnce() throws InterruptedException {
        StompServer server = serve(refusing("SERVICE_ERROR", "Later"));
        track(server, () -> "secret").delivery(ORDER, updates::add);
        long begin = System.nanoTime();

        await().until(() -> server.of("CONNECT").size() >= 7);
        // Half of 20, 40, 80, 160, 320 and 640 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(630));
        assertThat(refusals).contains(new Refusal("SERVICE_ERROR", "Later", true));
    }

    @Test
    void endsWithTooManySubscriptions() throws InterruptedException {
        StompServer server = serve(refusing("RATE_LIMIT_EXCEEDED", "Too many subscriptions in one session"));
        Tracking tracking = track(server, () -> "secret");
        tracking.delivery(ORDER, updates::add);

        await().until(() -> !tracking.isActive());
        assertThat(refusals)
                .containsExactly(new Refusal("RATE_LIMIT_EXCEEDED", "Too many subscriptions in one session", false));
    }

    @Test
    void comesBackWhenThereAreTooManySessions() {
        assertThat(Refusal.of("RATE_LIMIT_EXCEEDED", "You are connected too often", false)
                        .passes())
                .isTrue();
    }

    @Test
    void staysConnectedWhileAListenerIsSlow() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        Duration heartBeat = Duration.ofMillis(50);
        Tracking tracking = new Tracking(server.gateway(), () -> "secret", refusals::add, SOON, heartBeat);
        closing.add(0, tracking);
        tracking.delivery(ORDER, update -> {
            // A connection that looked silent would be ended after two.
            await().until(() -> server.heartBeats() >= 6);
            updates.add(update);
        });

        await().until(() -> !updates.isEmpty());
    }

    @Test
    void doesNotComeBackToWhatItStoppedListeningTo() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        List<Object> reminders = new CopyOnWriteArrayList<>();
        Tracking tracking = track(server, () -> "secret");
        Tracking.Subscription delivery = tracking.delivery(ORDER, updates::add);
        tracking.reminders(reminders::add);

        await().until(() -> updates.size() == 1 && reminders.size() == 1);
        delivery.close();
        await().until(() -> server.of("UNSUBSCRIBE").size() == 1);
        server.cutConnections();
        await().until(() -> reminders.size() == 2);
        assertThat(server.of("SUBSCRIBE"))
                .extracting(frame -> frame.header("destination"))
                .containsExactly("/topic/deliveries/" + ORDER, "/user/queue/reminders", "/user/queue/reminders");
    }

    @Test
    void givesUpWhatItMayNotHave() throws InterruptedException {
        StompServer server = serve(refusing("NOT_FOUND", "Delivery not found"));
        Tracking tracking = track(server, () -> "secret");
        tracking.delivery(ORDER, updates::add);

        await().until(() -> !tracking.isActive());
        assertThat(refusals).containsExactly(new Refusal("NOT_FOUND", "Delivery not found", false));
        assertThat(updates).isEmpty();
    }

    @Test
    void aListenerThatFailsDoesNotEndIt() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        Tracking tracking = track(server, () -> "secret");
        tracking.delivery(ORDER, update -> {
            throw new IllegalStateException("The screen is gone");
        });
        tracking.delivery(ORDER, updates::add);

        await().until(() -> !updates.isEmpty());
    }

    @Test
    void leavesOutWhatIsYoungerThanThisClient() throws InterruptedException {
        StompServer server = serve(
                frame -> frame.command().equals("SUBSCRIBE") ? message(frame, "{\"type\":\"weather-update\"}") : null);
        Tracking tracking = track(server, () -> "secret");
        List<Object> heard = new CopyOnWriteArrayList<>();
        tracking.delivery(ORDER, heard::add);
        tracking.reminders(heard::add);

        await().until(() -> heard.size() == 1);
        assertThat(heard.get(0)).isInstanceOf(PickupReminder.class);
    }

    @Test
    void tellsWhereTheRiderIs() throws InterruptedException {
        StompServer server = serve(TrackingTests::inTransit);
        Tracking tracking = track(server, () -> "secret");
        tracking.delivery(ORDER, updates::add);
        await().until(() -> !updates.isEmpty());

        tracking.tellLocation(ORDER, new GeoPoint().lat(40.5).lng(-74.0));

        await().until(() -> !server.of("SEND").isEmpty());
        assertThat(server.of("SEND").get(0).header("destination")).isEqualTo("/app/deliveries/" + ORDER + "/location");
        assertThat(server.of("SEND").get(0).body()).isEqualTo("{\"lat\":40.5,\"lng\":-74.0}");
    }

    private StompServer serve(Function<StompFrame, @Nullable StompFrame> answer) throws InterruptedException {
        StompServer server = StompServer.start(answer);
        closing.add(server);
        return server;
    }

    private Tracking track(StompServer server, Supplier<@Nullable String> token) {
        Tracking tracking = new Tracking(server.gateway(), token, refusals::add, SOON, LONG);
        closing.add(0, tracking);
        return tracking;
    }

    private static @Nullable StompFrame inTransit(StompFrame frame) {
        return frame.command().equals("SUBSCRIBE") ? message(frame, """
                {"type":"status-update","deliveryId":"%1$s","orderId":"%1$s","status":"IN_TRANSIT",
                 "timestamp":"2026-01-31T10:15:30.123Z"}""".formatted(ORDER)) : null;
    }

    /** Refuses each subscription. */
    private static Function<StompFrame, @Nullable StompFrame> refusing(String code, String message) {
        String body = "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
        return frame ->
                frame.command().equals("SUBSCRIBE") ? new StompFrame("ERROR", Map.of("message", code), body) : null;
    }

    private static StompFrame message(StompFrame subscribe, String body) {
        return new StompFrame("MESSAGE", Map.of("subscription", subscribe.header("id"), "message-id", "1"), body);
    }
}

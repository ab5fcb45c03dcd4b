package com.homedelivery.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.homedelivery.client.http.ApiClient;
import com.homedelivery.client.model.GeoPoint;
import com.homedelivery.client.model.Offer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Live tracking. Whatever has been subscribed to is subscribed to again after each reconnection, and its current state comes
 * first: nothing has to be asked for besides. Listeners are called on one thread, one after the other.
 */
public final class Tracking implements AutoCloseable {

    /** Before connecting again. */
    static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private static final Duration HEART_BEAT = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(Tracking.class.getName());
    private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

    private final URI socket;
    private final Supplier<@Nullable String> token;
    private final Consumer<? super Refusal> onRefusal;
    private final Duration heartBeat;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(daemon("home-delivery-tracking"));
    /** Apart from the listeners, so that a slow one does not look like a dead connection. */
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(daemon("home-delivery-heartbeat"));

    /** All below are the thread's. */
    private final Map<String, Wish<?>> wishes = new LinkedHashMap<>();

    private final Backoff backoff;
    private int subscriptions;
    private boolean connected;
    private long connectedAt;

    /** Read by the clock. */
    private volatile @Nullable StompConnection connection;

    private volatile boolean active = true;

    Tracking(URI gateway, Supplier<@Nullable String> token, Consumer<? super Refusal> onRefusal, Duration firstWait) {
        this(gateway, token, onRefusal, firstWait, HEART_BEAT);
    }

    Tracking(
            URI gateway,
            Supplier<@Nullable String> token,
            Consumer<? super Refusal> onRefusal,
            Duration firstWait,
            Duration heartBeat) {
        this.socket = socketOf(gateway);
        this.token = token;
        this.onRefusal = onRefusal;
        this.heartBeat = heartBeat;
        this.backoff = new Backoff(firstWait, new SplittableRandom());
        thread.execute(this::connect);
        clock.scheduleAtFixedRate(this::beat, heartBeat.toMillis(), heartBeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        };
    }

    private static URI socketOf(URI gateway) {
        String scheme = String.valueOf(gateway.getScheme());
        if (!scheme.matches("(?i)https?") || gateway.getHost() == null || gateway.getRawFragment() != null) {
            throw new IllegalArgumentException("Not the address of a gateway: " + gateway);
        }
        return URI.create(gateway.toString().replaceFirst("(?i)^http", "ws").replaceFirst("/$", "") + "/ws");
    }

    /** What ends a subscription. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private record Wish<T>(String destination, Class<T> type, Consumer<? super T> listener) {

        void hear(String body) throws JsonProcessingException {
            T message = JSON.readValue(body, type);
            // Null when it is of a kind that is younger than this client.
            if (message != null) {
                listener.accept(message);
            }
        }
    }

    /** The delivery of an order, for its customer, its rider and admins. */
    public Subscription delivery(UUID orderId, Consumer<? super DeliveryUpdate> listener) {
        return subscribe(new Wish<>("/topic/deliveries/" + orderId, DeliveryUpdate.class, listener));
    }

    /** A rider's offers. */
    public Subscription offers(Consumer<? super Offer> listener) {
        return subscribe(new Wish<>("/user/queue/offers", Offer.class, listener));
    }

    /** A rider's reminders to pick up. */
    public Subscription reminders(Consumer<? super PickupReminder> listener) {
        return subscribe(new Wish<>("/user/queue/reminders", PickupReminder.class, listener));
    }

    /** Where the rider of a delivery is. Nothing is sent while there is no connection: a later position says more. */
    public void tellLocation(UUID deliveryId, GeoPoint location) {
        onThread(() -> {
            if (connected && connection != null) {
                connection.send(new StompFrame(
                        "SEND",
                        Map.of(
                                "destination",
                                "/app/deliveries/" + deliveryId + "/location",
                                "content-type",
                                "application/json"),
                        json(location)));
            }
        });
    }

    /** False once it has been closed, or refused for good. */
    public boolean isActive() {
        return active;
    }

    @Override
    public void close() {
        active = false;
        onThread(() -> {
            wishes.clear();
            if (connection != null) {
                connection.close();
                connection = null;
            }
            clock.shutdownNow();
            thread.shutdownNow();
        });
    }

    private Subscription subscribe(Wish<?> wish) {
        onThread(() -> {
            String id = "sub-" + subscriptions++;
            wishes.put(id, wish);
            open(id, wish);
        });
        return () -> onThread(() -> {
            wishes.entrySet().stream()
                    .filter(known -> known.getValue() == wish)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(this::unsubscribe);
        });
    }

    private void unsubscribe(String id) {
        wishes.remove(id);
        if (connected && connection != null) {
            connection.send(StompFrame.of("UNSUBSCRIBE", Map.of("id", id)));
        }
    }

    private void open(String id, Wish<?> wish) {
        if (connected && connection != null) {
            connection.send(StompFrame.of("SUBSCRIBE", Map.of("id", id, "destination", wish.destination())));
        }
    }

    private void connect() {
        String known = tokenNow();
        if (known == null) {
            connectLater();
        } else {
            connection = new StompConnection(socket, known, thread, this::received, this::ended, heartBeat);
        }
    }

    private @Nullable String tokenNow() {
        try {
            return token.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "There is no access token to connect with", e);
            return null;
        }
    }

    private void received(StompConnection from, StompFrame frame) {
        if (from != connection) {
            return;
        }
        switch (frame.command()) {
            case "CONNECTED" -> {
                connected = true;
                connectedAt = System.nanoTime();
                wishes.forEach(this::open);
            }
            case "MESSAGE" -> {
                Wish<?> wish = wishes.get(frame.header("subscription"));
                if (wish != null) {
                    tell(() -> wish.hear(frame.body()));
                }
            }
            case "ERROR" -> {
                Refusal refusal = refusalIn(frame);
                tell(() -> onRefusal.accept(refusal));
                if (!refusal.passes()) {
                    close();
                }
            }
            default -> LOG.log(System.Logger.Level.DEBUG, "Not expected: {0}", frame.command());
        }
    }

    private void ended(StompConnection ending) {
        if (ending == connection) {
            // Who is refused as soon as it is connected has not got anywhere.
            if (connected && System.nanoTime() - connectedAt >= heartBeat.toNanos()) {
                backoff.reset();
            }
            connection = null;
            connected = false;
            connectLater();
        }
    }

    private void connectLater() {
        clock.schedule(() -> onThread(this::connect), backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        StompConnection beating = connection;
        if (beating != null) {
            beating.beat();
        }
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "Tracking has ended");
        }
    }

    /** A listener that fails must not take the others with it. */
    private static void tell(Telling telling) {
        try {
            telling.tell();
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A listener has failed", e);
        }
    }

    @FunctionalInterface
    private interface Telling {
        void tell() throws JsonProcessingException;
    }

    private Refusal refusalIn(StompFrame frame) {
        try {
            JsonNode error = JSON.readTree(frame.body());
            return Refusal.of(
                    error.path("code").asText("INTERNAL_ERROR"),
                    error.path("message").asText(),
                    connected);
        } catch (JsonProcessingException e) {
            return Refusal.of("INTERNAL_ERROR", frame.header("message"), connected);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

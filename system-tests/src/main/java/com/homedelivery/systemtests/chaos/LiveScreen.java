package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.LiveTracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompSession;
import tools.jackson.databind.JsonNode;

/**
 * A customer's app that tracks over STOMP. When its connection ends it connects again at once, subscribes again, and knows for
 * how long it saw nothing.
 */
final class LiveScreen implements Screen {

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
    private static final String DELIVERED = "DELIVERED";
    private static final long RETRY_MILLIS = 100;

    private final Customer customer;
    private final List<Duration> blind = new CopyOnWriteArrayList<>();
    private final List<String> missed = new CopyOnWriteArrayList<>();
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final ExecutorService reconnecting =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("screen-").factory());
    private @Nullable LiveTracking connection;
    private @Nullable String order;
    private StompSession.@Nullable Subscription shownOrder;
    private boolean closing;

    LiveScreen(Customer customer) {
        this.customer = customer;
        connect();
    }

    /** How long it saw nothing, each time that its connection had ended. */
    List<Duration> blind() {
        return List.copyOf(blind);
    }

    /** Ends of deliveries that it did not show in time. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    @Override
    public synchronized void follow(String orderId) {
        order = orderId;
        try {
            if (shownOrder != null) {
                shownOrder.unsubscribe();
            }
        } catch (RuntimeException ended) {
            // With its connection.
        }
        subscribe();
    }

    @Override
    public void expect(String orderId, String status) {
        if (!status.equals(DELIVERED)) {
            return;
        }
        long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        while (!DELIVERED.equals(shown.get(orderId))) {
            if (System.nanoTime() > deadline) {
                missed.add(orderId + " is delivered, and shown is " + shown.get(orderId));
                return;
            }
            RetryingClient.pause(50);
        }
    }

    private synchronized void subscribe() {
        if (connection != null && order != null) {
            try {
                shownOrder = connection.follow(order, this::show);
            } catch (RuntimeException ended) {
                // It is connected again, and then the order is followed.
            }
        }
    }

    private void show(JsonNode message) {
        if (message.has("status")) {
            shown.put(message.path("orderId").asString(), message.path("status").asString());
        }
    }

    private synchronized void connect() {
        LiveTracking made = LiveTracking.connect(customer);
        connection = made;
        made.refusal().whenComplete((_, _) -> ended(made));
        subscribe();
    }

    private synchronized void ended(LiveTracking which) {
        if (!closing && connection == which) {
            connection = null;
            shownOrder = null;
            long since = System.nanoTime();
            reconnecting.execute(() -> reconnect(which, since));
        }
    }

    private void reconnect(LiveTracking ended, long since) {
        ended.close();
        while (true) {
            synchronized (this) {
                if (closing) {
                    return;
                }
            }
            try {
                connect();
                blind.add(Duration.ofNanos(System.nanoTime() - since));
                return;
            } catch (RuntimeException notYet) {
                RetryingClient.pause(RETRY_MILLIS);
            }
        }
    }

    @Override
    public void close() {
        LiveTracking last;
        synchronized (this) {
            closing = true;
            last = connection;
        }
        reconnecting.shutdown();
        if (last != null) {
            last.close();
        }
    }
}

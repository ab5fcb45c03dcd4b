package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.FindDeliveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;

/**
 * Subscriptions to deliveries that there are not yet: a customer subscribes right after paying, the delivery comes a
 * moment later. Each SUBSCRIBE frame is held back until there is a delivery, and then comes in as if it had just been
 * sent: only then is it asked whether the person may have it. Nothing is sent while it waits, whoever's the order is.
 *
 * <p>They go with their session, and each counts as one of the session's subscriptions, of which there are only so many.
 * Every instance is told of every new delivery; as a signal may be lost, the database is asked now and then.
 */
@Component
class PendingSubscriptions {

    private static final int ORDERS_AT_ONCE = 500;

    private final Map<Key, Waiting> held = new ConcurrentHashMap<>();
    private final FindDeliveries deliveries;
    private final TrackingSessions sessions;
    private final ClientFrames frames;
    private final ApplicationEventPublisher listeners;
    private final TaskScheduler scheduler;

    PendingSubscriptions(
            FindDeliveries deliveries,
            TrackingSessions sessions,
            ClientFrames frames,
            ApplicationEventPublisher listeners,
            @Qualifier("taskScheduler") TaskScheduler scheduler,
            MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.sessions = sessions;
        this.frames = frames;
        this.listeners = listeners;
        this.scheduler = scheduler;
        Gauge.builder("homedelivery.tracking.waiting", held, Map::size)
                .description("Subscriptions that wait for their delivery")
                .register(metrics);
    }

    private record Key(String sessionId, String subscriptionId) {}

    private record Waiting(UUID orderId, Message<?> frame) {}

    /**
     * Holds a SUBSCRIBE frame back until there is a delivery.
     *
     * @param frame as it came in, with its session's user
     */
    void hold(UUID orderId, String sessionId, String subscriptionId, Message<?> frame) {
        held.put(new Key(sessionId, subscriptionId), new Waiting(orderId, frame));
        if (!sessions.isOpen(sessionId)) {
            forgetSession(sessionId);
        } else if (deliveries.exists(orderId)) {
            admit(orderId);
        }
    }

    /** The client no longer wants it. */
    void forget(String sessionId, String subscriptionId) {
        held.remove(new Key(sessionId, subscriptionId));
    }

    @EventListener
    void on(SessionDisconnectEvent end) {
        forgetSession(end.getSessionId());
    }

    private void forgetSession(String sessionId) {
        held.keySet().removeIf(key -> key.sessionId().equals(sessionId));
    }

    /** There is a delivery now: lets those come in who wait for it, not on the caller's thread. */
    void admit(UUID orderId) {
        if (held.values().stream().anyMatch(waiting -> waiting.orderId().equals(orderId))) {
            scheduler.schedule(() -> letIn(orderId), scheduler.getClock().instant());
        }
    }

    /** Finds deliveries of which this instance was not told. */
    @Scheduled(fixedDelayString = DeliveryProperties.LOOK_FOR_DELIVERIES_EVERY)
    void look() {
        List<UUID> orders =
                held.values().stream().map(Waiting::orderId).distinct().toList();
        for (int from = 0; from < orders.size(); from += ORDERS_AT_ONCE) {
            deliveries
                    .existingAmong(orders.subList(from, Math.min(from + ORDERS_AT_ONCE, orders.size())))
                    .forEach(this::letIn);
        }
    }

    private void letIn(UUID orderId) {
        held.forEach((key, waiting) -> {
            if (waiting.orderId().equals(orderId) && held.remove(key, waiting)) {
                letIn(key, waiting.frame());
            }
        });
    }

    private void letIn(Key key, Message<?> frame) {
        try {
            if (frames.letIn(frame)) {
                stands(frame);
                endIfSessionIsGone(key);
            }
        } catch (RuntimeException refused) {
            frames.refuse(key.sessionId(), refused);
        }
    }

    /** The session may have ended, and its other subscriptions with it, before this one came in. */
    private void endIfSessionIsGone(Key key) {
        if (!sessions.isOpen(key.sessionId())) {
            frames.unsubscribe(key.sessionId(), key.subscriptionId());
        }
    }

    /** As the protocol handler does for a frame that comes in by itself: the registry of users learns of it. */
    @SuppressWarnings("unchecked")
    private void stands(Message<?> frame) {
        Principal user = SimpMessageHeaderAccessor.getUser(frame.getHeaders());
        listeners.publishEvent(new SessionSubscribeEvent(this, (Message<byte[]>) frame, user));
    }
}

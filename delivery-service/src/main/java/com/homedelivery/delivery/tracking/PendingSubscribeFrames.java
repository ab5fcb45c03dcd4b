package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.FindDeliveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
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
 * SUBSCRIBE frames for deliveries that do not exist yet: a customer subscribes right after paying, the delivery is created a moment
 * later. Each frame is kept until there is a delivery, and is then handled as if it had just been sent: only then is
 * it checked whether the person may see the delivery. Nothing is sent meanwhile, whoever the order belongs to.
 *
 * <p>They are dropped with their session, and count towards its limit of subscriptions. Every instance gets an update for every new
 * delivery; as updates may be lost, the database is asked now and then as well.
 */
@Component
class PendingSubscribeFrames {

    private static final int BATCH_SIZE = 500;

    private final Map<Key, Pending> pending = new ConcurrentHashMap<>();
    private final FindDeliveries deliveries;
    private final TrackingSessions sessions;
    private final ClientFrames frames;
    private final ApplicationEventPublisher localEvents;
    private final TaskScheduler scheduler;

    PendingSubscribeFrames(
            FindDeliveries deliveries,
            TrackingSessions sessions,
            ClientFrames frames,
            ApplicationEventPublisher localEvents,
            @Qualifier("taskScheduler") TaskScheduler scheduler,
            MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.sessions = sessions;
        this.frames = frames;
        this.localEvents = localEvents;
        this.scheduler = scheduler;
        Gauge.builder("homedelivery.delivery.tracking.subscriptions.pending", pending, Map::size)
                .description("Subscriptions that wait for their delivery")
                .register(metrics);
    }

    private record Key(String sessionId, String subscriptionId) {}

    private record Pending(UUID orderId, Message<?> frame) {}

    /**
     * Keeps a SUBSCRIBE frame until there is a delivery.
     *
     * @param frame as it was received, with its session's user
     */
    void add(UUID orderId, String sessionId, String subscriptionId, Message<?> frame) {
        pending.put(new Key(sessionId, subscriptionId), new Pending(orderId, frame));
        if (!sessions.isOpen(sessionId)) {
            removeSession(sessionId);
        } else if (deliveries.exists(orderId)) {
            resume(orderId);
        }
    }

    /** The client has unsubscribed. */
    void remove(String sessionId, String subscriptionId) {
        pending.remove(new Key(sessionId, subscriptionId));
    }

    @EventListener
    void on(SessionDisconnectEvent end) {
        removeSession(end.getSessionId());
    }

    private void removeSession(String sessionId) {
        pending.keySet().removeIf(key -> key.sessionId().equals(sessionId));
    }

    /** There is a delivery now: handles the frames of those who wait for it, on another thread. */
    void resume(UUID orderId) {
        if (pending.values().stream().anyMatch(waiting -> waiting.orderId().equals(orderId))) {
            scheduler.schedule(() -> handleFrames(orderId), scheduler.getClock().instant());
        }
    }

    /** Finds the deliveries whose updates were lost. */
    @Scheduled(fixedDelayString = DeliveryProperties.LOOK_FOR_DELIVERIES_EVERY)
    void poll() {
        pending.values().stream()
                .map(Pending::orderId)
                .distinct()
                .gather(Gatherers.windowFixed(BATCH_SIZE))
                .forEach(orders -> deliveries.existingAmong(orders).forEach(this::handleFrames));
    }

    private void handleFrames(UUID orderId) {
        pending.forEach((key, waiting) -> {
            if (waiting.orderId().equals(orderId) && pending.remove(key, waiting)) {
                handle(key, waiting.frame());
            }
        });
    }

    private void handle(Key key, Message<?> frame) {
        try {
            if (frames.receive(frame)) {
                publishSubscribed(frame);
                unsubscribeIfSessionHasEnded(key);
            }
        } catch (RuntimeException refused) {
            frames.sendError(key.sessionId(), refused);
        }
    }

    /** The session may have ended, and its other subscriptions with it, before this one was handled. */
    private void unsubscribeIfSessionHasEnded(Key key) {
        if (!sessions.isOpen(key.sessionId())) {
            frames.unsubscribe(key.sessionId(), key.subscriptionId());
        }
    }

    /** Publishes the event of Spring's protocol handler, which the user registry needs. */
    @SuppressWarnings("unchecked")
    private void publishSubscribed(Message<?> frame) {
        Principal user = SimpMessageHeaderAccessor.getUser(frame.getHeaders());
        localEvents.publishEvent(new SessionSubscribeEvent(this, (Message<byte[]>) frame, user));
    }
}

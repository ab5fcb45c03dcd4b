package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.security.TokenEpochs;
import com.homedelivery.shared.security.TokenRejectedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * The sessions of this instance, and when each has to end: soon, when it does not CONNECT; with its token, when it does;
 * when the account has changed since the token was issued; or when nothing moves on it, not even a heart-beat. There are only so many, and fewer still of one person.
 */
@Component
class TrackingSessions {

    private static final Logger log = LoggerFactory.getLogger(TrackingSessions.class);
    /** How long the client's side may take to read the last word before the connection is cut. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final ClientFrames frames;
    private final TokenEpochs epochs;
    private final TaskScheduler scheduler;
    private final DeliveryProperties.Tracking limits;
    private final Clock clock;

    TrackingSessions(
            ClientFrames frames,
            TokenEpochs epochs,
            @Lazy @Qualifier(TrackingConfiguration.SCHEDULER) TaskScheduler scheduler,
            DeliveryProperties properties,
            MeterRegistry metrics,
            Clock clock) {
        this.frames = frames;
        this.epochs = epochs;
        this.scheduler = scheduler;
        this.limits = properties.tracking();
        this.clock = clock;
        Gauge.builder("homedelivery.tracking.sessions", open, Map::size)
                .description("Clients connected to live tracking")
                .register(metrics);
    }

    /**
     * A session; nobody's until it says who it is.
     *
     * @param end cuts it
     * @param toldToGo whether it was sent its last word
     */
    private record Open(WebSocketSession session, @Nullable TrackingUser watcher, Future<?> end, boolean toldToGo) {

        boolean isOf(UUID person) {
            return watcher != null && watcher.user().is(person);
        }

        Open endingWith(Future<?> other) {
            end.cancel(false);
            return new Open(session, watcher, other, true);
        }
    }

    boolean isOpen(String sessionId) {
        return open.containsKey(sessionId);
    }

    boolean isFull() {
        return open.size() >= limits.maxSessions();
    }

    WebSocketHandler watch(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                opened(session);
                super.afterConnectionEstablished(session);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                closed(session.getId());
                super.afterConnectionClosed(session, status);
            }
        };
    }

    private void opened(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession container) {
            Session socket = container.getNativeSession(Session.class);
            if (socket != null) {
                socket.setMaxIdleTimeout(limits.idleAfter().toMillis());
            }
        }
        Future<?> end = after(limits.connectWithin(), () -> cut(session, CloseStatus.POLICY_VIOLATION));
        open.put(session.getId(), new Open(session, null, end, false));
    }

    /**
     * The session said who it is, and may stay as long as the token is good.
     *
     * @throws FrameRefusedException when the person has as many sessions already as one may have
     */
    synchronized void connected(String sessionId, TrackingUser watcher) {
        UUID person = watcher.user().id();
        if (open.values().stream().filter(session -> session.isOf(person)).count() >= limits.sessionsPerPerson()) {
            throw new FrameRefusedException(
                    ErrorCode.RATE_LIMIT_EXCEEDED, "You are connected too often: close a session first");
        }
        open.computeIfPresent(sessionId, (id, session) -> {
            session.end().cancel(false);
            Duration stay = Duration.between(clock.instant(), watcher.token().expiresAt());
            return new Open(session.session(), watcher, after(stay, () -> expire(id)), false);
        });
    }

    private void expire(String sessionId) {
        end(sessionId, new FrameRefusedException(ErrorCode.TOKEN_EXPIRED, "The token has expired"));
    }

    /** A session that only listens is asked nothing, and has to be looked at. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void endOutdated() {
        open.forEach((id, session) -> {
            TrackingUser watcher = session.watcher();
            if (watcher != null && !session.toldToGo() && epochs.isOutdated(watcher.token())) {
                end(id, TokenRejectedException.outdated());
            }
        });
    }

    private void end(String sessionId, DomainException why) {
        open.computeIfPresent(
                sessionId,
                (_, session) -> session.endingWith(
                        after(LAST_WORD, () -> cut(session.session(), CloseStatus.POLICY_VIOLATION))));
        try {
            frames.refuse(sessionId, why);
        } catch (MessageDeliveryException full) {
            log.debug("Session {} does not take its last word", sessionId, full);
        }
    }

    /** Ends a session that does not take what it is sent. */
    void overrun(String sessionId) {
        Open session = open.get(sessionId);
        if (session != null) {
            cut(session.session(), CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private Future<?> after(Duration delay, Runnable task) {
        return scheduler.schedule(task, scheduler.getClock().instant().plus(delay));
    }

    /** A client that does not read keeps whoever says goodbye to it waiting until the container's time-out. */
    private static void cut(WebSocketSession session, CloseStatus why) {
        Thread.ofVirtual().name("cut-" + session.getId()).start(() -> close(session, why));
    }

    private static void close(WebSocketSession session, CloseStatus why) {
        try {
            session.close(why);
        } catch (IOException | IllegalStateException e) {
            log.debug("The session was closed already", e);
        }
    }

    private void closed(String sessionId) {
        Open session = open.remove(sessionId);
        if (session != null) {
            session.end().cancel(false);
        }
    }
}

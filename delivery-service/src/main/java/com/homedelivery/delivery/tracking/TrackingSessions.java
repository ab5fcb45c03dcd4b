package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.security.TokenRejectedException;
import com.homedelivery.shared.security.VerifiedToken;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * The sessions of this instance, and when each ends: soon, when it does not CONNECT; with its token, when it does; when the
 * account has changed since the token was issued; or when nothing is sent on it, not even a heart-beat. The number of sessions
 * is limited, in all and for one person.
 */
@Component
class TrackingSessions {

    private static final Logger log = LoggerFactory.getLogger(TrackingSessions.class);
    /** How long a client may take to send CONNECT. */
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** How long the client may take to read the ERROR frame before the connection is closed. */
    private static final Duration CLOSE_DELAY = Duration.ofSeconds(5);

    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();
    private final ClientFrames frames;
    private final TaskScheduler scheduler;
    private final DeliveryProperties.Tracking limits;
    private final Clock clock;

    TrackingSessions(
            ClientFrames frames,
            @Lazy @Qualifier(TrackingConfiguration.SCHEDULER) TaskScheduler scheduler,
            DeliveryProperties properties,
            MeterRegistry metrics,
            Clock clock) {
        this.frames = frames;
        this.scheduler = scheduler;
        this.limits = properties.tracking();
        this.clock = clock;
        Gauge.builder("homedelivery.delivery.tracking.sessions", open, Map::size)
                .description("Clients connected to live tracking")
                .register(metrics);
    }

    /**
     * A session, without a user until it has sent CONNECT.
     *
     * @param end closes it
     * @param isEnding whether it was sent an ERROR frame
     */
    private record OpenSession(
            WebSocketSession session, @Nullable TrackingUser user, Future<?> end, boolean isEnding) {

        boolean isOf(UUID person) {
            return user != null && user.user().is(person);
        }

        OpenSession endingWith(Future<?> other) {
            end.cancel(false);
            return new OpenSession(session, user, other, true);
        }
    }

    boolean isOpen(String sessionId) {
        return open.containsKey(sessionId);
    }

    boolean isFull() {
        return open.size() >= limits.maxSessions();
    }

    WebSocketHandler track(WebSocketHandler handler) {
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
        Future<?> end = after(CONNECT_WITHIN, () -> closeLater(session, CloseStatus.POLICY_VIOLATION));
        open.put(session.getId(), new OpenSession(session, null, end, false));
    }

    /**
     * The session has a user, and stays open as long as the token is valid.
     *
     * @throws FrameRefusedException when the person has as many sessions already as one may have
     */
    synchronized void connected(String sessionId, TrackingUser user) {
        UUID person = user.user().id();
        if (open.values().stream().filter(session -> session.isOf(person)).count() >= limits.sessionsPerPerson()) {
            throw new FrameRefusedException(
                    CommonErrorCode.RATE_LIMIT_EXCEEDED, "You are connected too often: close a session first");
        }
        open.computeIfPresent(sessionId, (id, session) -> {
            session.end().cancel(false);
            Duration lifetime = Duration.between(clock.instant(), user.token().expiresAt());
            return new OpenSession(session.session(), user, after(lifetime, () -> expire(id)), false);
        });
    }

    private void expire(String sessionId) {
        end(sessionId, new FrameRefusedException(CommonErrorCode.TOKEN_EXPIRED, "The token has expired"));
    }

    /** Ends the sessions whose token is not accepted any more, because the account has changed. */
    void endRevoked(Predicate<VerifiedToken> isRevoked) {
        open.forEach((id, session) -> {
            TrackingUser user = session.user();
            if (user != null && !session.isEnding() && isRevoked.test(user.token())) {
                end(id, TokenRejectedException.revoked());
            }
        });
    }

    private void end(String sessionId, DomainException why) {
        open.computeIfPresent(
                sessionId,
                (_, session) -> session.endingWith(
                        after(CLOSE_DELAY, () -> closeLater(session.session(), CloseStatus.POLICY_VIOLATION))));
        try {
            frames.sendError(sessionId, why);
        } catch (MessageDeliveryException full) {
            log.debug("Session {} does not take its ERROR frame", sessionId, full);
        }
    }

    /** Closes a session that does not read what it is sent. */
    void closeOverflowing(String sessionId) {
        OpenSession session = open.get(sessionId);
        if (session != null) {
            closeLater(session.session(), CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private Future<?> after(Duration delay, Runnable task) {
        return scheduler.schedule(task, scheduler.getClock().instant().plus(delay));
    }

    /** On a thread of its own: when the client does not read, closing takes until the container's timeout. */
    private static void closeLater(WebSocketSession session, CloseStatus why) {
        Thread.ofVirtual().name("close-session-" + session.getId()).start(() -> close(session, why));
    }

    private static void close(WebSocketSession session, CloseStatus why) {
        try {
            session.close(why);
        } catch (IOException | IllegalStateException e) {
            log.debug("The session was closed already", e);
        }
    }

    private void closed(String sessionId) {
        OpenSession session = open.remove(sessionId);
        if (session != null) {
            session.end().cancel(false);
        }
    }
}

package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.tracking.StompDestination.DeliveryTopic;
import com.homedelivery.delivery.tracking.StompDestination.OfferQueue;
import com.homedelivery.delivery.tracking.StompDestination.ReminderQueue;
import com.homedelivery.delivery.tracking.StompDestination.RiderLocation;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.BearerToken;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRejectedException;
import com.homedelivery.shared.security.TokenRevocationCheck;
import com.homedelivery.shared.security.VerifiedToken;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Authenticates sessions and authorizes their frames. A session is authenticated by the bearer token in CONNECT; after that it
 * is checked for each SUBSCRIBE and SEND whether the token is still valid and whether this person may. What is refused is
 * answered with an ERROR frame.
 */
@Component
class TrackingAuthorization implements ChannelInterceptor {

    private static final String SUBSCRIPTIONS = TrackingAuthorization.class.getName() + ".subscriptions";

    private final AccessTokens tokens;
    private final TokenRevocationCheck revocations;
    private final FindDeliveries deliveries;
    private final TrackingSessions sessions;
    private final PendingSubscribeFrames pending;
    private final DeliveryProperties.Tracking limits;
    private final Clock clock;

    TrackingAuthorization(
            AccessTokens tokens,
            TokenRevocationCheck revocations,
            FindDeliveries deliveries,
            TrackingSessions sessions,
            PendingSubscribeFrames pending,
            DeliveryProperties properties,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.deliveries = deliveries;
        this.sessions = sessions;
        this.pending = pending;
        this.limits = properties.tracking();
        this.clock = clock;
    }

    /** @return null for a subscription that has to wait for its delivery */
    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompCommand command = frame == null ? null : frame.getCommand();
        if (frame == null || command == null) {
            return message;
        }
        switch (command) {
            case CONNECT, STOMP -> connect(frame);
            case SUBSCRIBE -> {
                return subscribe(message, frame, authenticated(frame));
            }
            case SEND -> send(frame, authenticated(frame));
            case UNSUBSCRIBE -> unsubscribe(frame);
            case DISCONNECT -> {}
            case ACK, NACK, BEGIN, COMMIT, ABORT, CONNECTED, RECEIPT, MESSAGE, ERROR ->
                throw new FrameRefusedException(
                        CommonErrorCode.VALIDATION_ERROR, command + " frames are not understood here");
        }
        return message;
    }

    /** A token in the WebSocket handshake is ignored. */
    private void connect(StompHeaderAccessor frame) {
        if (frame.getUser() instanceof TrackingUser) {
            throw new FrameRefusedException(CommonErrorCode.VALIDATION_ERROR, "This session is connected already");
        }
        String token = BearerToken.in(frame.getFirstNativeHeader("Authorization"));
        if (token == null) {
            throw new FrameRefusedException(CommonErrorCode.UNAUTHORIZED, "A bearer token is required");
        }
        VerifiedToken verified = tokens.verified(token);
        CurrentUser user = switch (verified.caller()) {
            case CurrentUser person -> person;
            case CallingService _ ->
                throw new FrameRefusedException(CommonErrorCode.FORBIDDEN, "Live tracking is for people");
        };
        requireCurrent(verified);
        TrackingUser trackingUser = new TrackingUser(user, verified);
        sessions.connected(Objects.requireNonNull(frame.getSessionId()), trackingUser);
        frame.setUser(trackingUser);
    }

    private void requireCurrent(VerifiedToken token) {
        if (revocations.isRevoked(token)) {
            throw TokenRejectedException.revoked();
        }
    }

    private CurrentUser authenticated(StompHeaderAccessor frame) {
        if (!(frame.getUser() instanceof TrackingUser(CurrentUser user, VerifiedToken token))) {
            throw new FrameRefusedException(CommonErrorCode.UNAUTHORIZED, "CONNECT with a bearer token first");
        }
        if (!clock.instant().isBefore(token.expiresAt())) {
            throw new FrameRefusedException(CommonErrorCode.TOKEN_EXPIRED, "The token has expired");
        }
        requireCurrent(token);
        return user;
    }

    private @Nullable Message<?> subscribe(Message<?> message, StompHeaderAccessor frame, CurrentUser user) {
        String id = frame.getSubscriptionId();
        if (id == null || id.isBlank()) {
            throw new FrameRefusedException(CommonErrorCode.VALIDATION_ERROR, "A subscription needs an id");
        }
        UUID waitsFor = switch (destinationOf(frame)) {
            case DeliveryTopic(UUID orderId) -> maySee(orderId, user) ? null : orderId;
            case OfferQueue(), ReminderQueue() -> {
                requireRider(user);
                yield null;
            }
            case RiderLocation _ -> throw unknownDestination();
        };
        Set<String> subscriptions = subscriptions(frame);
        subscriptions.add(id);
        if (subscriptions.size() > limits.subscriptionsPerSession()) {
            throw new FrameRefusedException(
                    CommonErrorCode.RATE_LIMIT_EXCEEDED, "Too many subscriptions in one session");
        }
        if (waitsFor == null) {
            return message;
        }
        pending.add(waitsFor, Objects.requireNonNull(frame.getSessionId()), id, message);
        return null;
    }

    /**
     * Whether the user may see the delivery; false while there is none.
     *
     * @throws NotFoundException when there is one, and the user may not see it
     */
    private boolean maySee(UUID orderId, CurrentUser user) {
        if (!deliveries.exists(orderId)) {
            return false;
        }
        deliveries.track(orderId, user);
        return true;
    }

    private void unsubscribe(StompHeaderAccessor frame) {
        String id = String.valueOf(frame.getSubscriptionId());
        subscriptions(frame).remove(id);
        pending.remove(Objects.requireNonNull(frame.getSessionId()), id);
    }

    /** Whether the delivery is this rider's is checked when the position is recorded. */
    private void send(StompHeaderAccessor frame, CurrentUser user) {
        switch (destinationOf(frame)) {
            case RiderLocation _ -> requireRider(user);
            case DeliveryTopic _ -> throw unknownDestination();
            case OfferQueue _, ReminderQueue _ -> throw unknownDestination();
        }
    }

    private static StompDestination destinationOf(StompHeaderAccessor frame) {
        return StompDestination.parse(frame.getDestination()).orElseThrow(TrackingAuthorization::unknownDestination);
    }

    private static void requireRider(CurrentUser user) {
        if (user.role() != Role.RIDER) {
            throw new FrameRefusedException(CommonErrorCode.FORBIDDEN, "Your role does not allow this");
        }
    }

    private static NotFoundException unknownDestination() {
        return new NotFoundException("Destination");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> subscriptions(StompHeaderAccessor frame) {
        @Nullable Map<String, Object> session = frame.getSessionAttributes();
        if (session == null) {
            return ConcurrentHashMap.newKeySet();
        }
        return (Set<String>) session.computeIfAbsent(SUBSCRIPTIONS, _ -> ConcurrentHashMap.newKeySet());
    }
}

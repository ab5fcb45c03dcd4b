package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.delivery.tracking.StompDestination.DeliveryTopic;
import com.homedelivery.delivery.tracking.StompDestination.OfferQueue;
import com.homedelivery.shared.security.CurrentUser;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Sends a new subscriber the current state, before any update. For a delivery the state is sent and the subscription registered
 * under one {@linkplain StripedLock lock}, so that each update is either in the state or sent after it. Offers may be sent
 * twice; so they are sent once the subscription is registered, and none is missed.
 */
@Component
class SnapshotOnSubscribe implements ExecutorChannelInterceptor {

    private final FindDeliveries find;
    private final StripedLock locks;
    private final ClientFrames frames;

    SnapshotOnSubscribe(FindDeliveries find, StripedLock locks, ClientFrames frames) {
        this.find = find;
        this.locks = locks;
        this.frames = frames;
    }

    @Override
    public @Nullable Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
        Subscription subscription = subscriptionIn(message);
        if (subscription == null
                || !(handler instanceof SimpleBrokerMessageHandler)
                || !(subscription.destination() instanceof DeliveryTopic(UUID orderId))) {
            return message;
        }
        Lock lock = locks.of(orderId);
        lock.lock();
        try {
            DeliveryView state = find.track(orderId, subscription.user());
            TrackingMessage.snapshotOf(state).forEach(subscription::send);
        } catch (RuntimeException e) {
            lock.unlock();
            frames.sendError(subscription.sessionId(), e);
            return null;
        }
        return message;
    }

    @Override
    public void afterMessageHandled(
            Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
        Subscription subscription = subscriptionIn(message);
        if (subscription == null) {
            return;
        }
        if (handler instanceof SimpleBrokerMessageHandler
                && subscription.destination() instanceof DeliveryTopic(UUID orderId)) {
            locks.of(orderId).unlock();
        }
        if (handler instanceof UserDestinationMessageHandler && subscription.destination() instanceof OfferQueue) {
            find.offersTo(subscription.user().id()).forEach(subscription::send);
        }
    }

    private @Nullable Subscription subscriptionIn(Message<?> message) {
        SimpMessageHeaderAccessor headers = MessageHeaderAccessor.getAccessor(message, SimpMessageHeaderAccessor.class);
        if (headers == null
                || headers.getMessageType() != SimpMessageType.SUBSCRIBE
                || !(headers.getUser() instanceof TrackingUser trackingUser)) {
            return null;
        }
        return StompDestination.parse(headers.getDestination())
                .map(destination -> new Subscription(
                        frames,
                        Objects.requireNonNull(headers.getSessionId()),
                        Objects.requireNonNull(headers.getSubscriptionId()),
                        destination,
                        trackingUser.user()))
                .orElse(null);
    }

    private record Subscription(
            ClientFrames frames, String sessionId, String id, StompDestination destination, CurrentUser user) {

        void send(Object body) {
            frames.send(sessionId, id, destination, body);
        }
    }
}

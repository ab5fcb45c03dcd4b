package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.LiveUpdate;
import com.homedelivery.delivery.application.LiveUpdate.DeliveryCreated;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.application.LiveUpdate.OfferMade;
import com.homedelivery.delivery.application.LiveUpdate.RiderReminded;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.application.LiveUpdateListener;
import com.homedelivery.delivery.tracking.StompDestination.DeliveryTopic;
import com.homedelivery.delivery.tracking.TrackingMessage.LocationUpdate;
import com.homedelivery.delivery.tracking.TrackingMessage.PickupReminder;
import com.homedelivery.delivery.tracking.TrackingMessage.StatusUpdate;
import com.homedelivery.shared.messaging.TracePropagation;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Component;

/** Sends live updates of all instances to the clients of this one. */
@Component
class TrackingBroadcaster implements LiveUpdateListener {

    private final SimpMessagingTemplate clients;
    private final FormerRiderUnsubscriber formerRiders;
    private final StripedLock locks;
    private final PendingSubscribeFrames pending;
    private final TracePropagation traces;

    TrackingBroadcaster(
            SimpMessagingTemplate clients,
            FormerRiderUnsubscriber formerRiders,
            StripedLock locks,
            PendingSubscribeFrames pending,
            TracePropagation traces) {
        this.clients = clients;
        this.formerRiders = formerRiders;
        this.locks = locks;
        this.pending = pending;
        this.traces = traces;
    }

    @Override
    public void onUpdate(LiveUpdate update) {
        switch (update) {
            case StatusChanged change -> {
                UUID formerRider = change.formerRider();
                if (formerRider != null) {
                    formerRiders.unsubscribe(formerRider, change.orderId());
                }
                send(change.orderId(), StatusUpdate.of(change));
            }
            case LocationChanged change -> send(change.orderId(), LocationUpdate.of(change));
            case OfferMade(UUID rider, var offer) -> send(rider, StompDestination.OFFERS_QUEUE, offer);
            case RiderReminded reminded ->
                send(reminded.riderId(), StompDestination.REMINDERS_QUEUE, PickupReminder.of(reminded));
            case DeliveryCreated(UUID orderId) -> pending.resume(orderId);
        }
    }

    private void send(UUID orderId, TrackingMessage message) {
        Lock lock = locks.of(orderId);
        lock.lock();
        try {
            clients.convertAndSend(new DeliveryTopic(orderId).toString(), message, trace());
        } finally {
            lock.unlock();
        }
    }

    private void send(UUID rider, String queue, Object message) {
        clients.convertAndSendToUser(rider.toString(), queue, message, trace());
    }

    /** A header for clients that go on with the trace, while it is recorded. */
    private @Nullable Map<String, Object> trace() {
        String traceparent = traces.currentIfSampled();
        return traceparent == null ? null : Map.of(TracePropagation.TRACEPARENT, traceparent);
    }
}

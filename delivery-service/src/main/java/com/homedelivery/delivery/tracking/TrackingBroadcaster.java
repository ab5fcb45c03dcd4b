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
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Component;

/** Sends live updates of all instances to the clients of this one. */
@Component
class TrackingBroadcaster implements LiveUpdateListener {

    private final SimpMessagingTemplate clients;
    private final FormerRiderUnsubscriber formerRiders;
    private final StripedLock locks;
    private final PendingSubscribeFrames pending;

    TrackingBroadcaster(
            SimpMessagingTemplate clients,
            FormerRiderUnsubscriber formerRiders,
            StripedLock locks,
            PendingSubscribeFrames pending) {
        this.clients = clients;
        this.formerRiders = formerRiders;
        this.locks = locks;
        this.pending = pending;
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
            case OfferMade(UUID rider, var offer) ->
                clients.convertAndSendToUser(rider.toString(), StompDestination.OFFERS_QUEUE, offer);
            case RiderReminded reminded ->
                clients.convertAndSendToUser(
                        reminded.riderId().toString(), StompDestination.REMINDERS_QUEUE, PickupReminder.of(reminded));
            case DeliveryCreated(UUID orderId) -> pending.resume(orderId);
        }
    }

    private void send(UUID orderId, TrackingMessage message) {
        Lock lock = locks.of(orderId);
        lock.lock();
        try {
            clients.convertAndSend(new DeliveryTopic(orderId).toString(), message);
        } finally {
            lock.unlock();
        }
    }
}

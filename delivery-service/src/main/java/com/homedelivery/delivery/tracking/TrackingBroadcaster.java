package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.LiveUpdate;
import com.homedelivery.delivery.application.LiveUpdate.DeliveryCreated;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.application.LiveUpdate.RiderAsked;
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

/** Tells this instance's clients what has happened on any. */
@Component
class TrackingBroadcaster implements LiveUpdateListener {

    private final SimpMessagingTemplate clients;
    private final RiderSubscriptions riders;
    private final StripedLock turns;
    private final PendingSubscriptions waiting;

    TrackingBroadcaster(
            SimpMessagingTemplate clients, RiderSubscriptions riders, StripedLock turns, PendingSubscriptions waiting) {
        this.clients = clients;
        this.riders = riders;
        this.turns = turns;
        this.waiting = waiting;
    }

    @Override
    public void hear(LiveUpdate update) {
        switch (update) {
            case StatusChanged change -> {
                UUID formerRider = change.formerRider();
                if (formerRider != null) {
                    riders.end(formerRider, change.orderId());
                }
                send(change.orderId(), StatusUpdate.of(change));
            }
            case LocationChanged change -> send(change.orderId(), LocationUpdate.of(change));
            case RiderAsked(UUID rider, var offer) ->
                clients.convertAndSendToUser(rider.toString(), StompDestination.OFFERS_QUEUE, offer);
            case RiderReminded reminded ->
                clients.convertAndSendToUser(
                        reminded.riderId().toString(), StompDestination.REMINDERS_QUEUE, PickupReminder.of(reminded));
            case DeliveryCreated(UUID orderId) -> waiting.admit(orderId);
        }
    }

    private void send(UUID orderId, TrackingMessage message) {
        Lock turn = turns.of(orderId);
        turn.lock();
        try {
            clients.convertAndSend(new DeliveryTopic(orderId).toString(), message);
        } finally {
            turn.unlock();
        }
    }
}

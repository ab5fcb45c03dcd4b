package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.application.LiveUpdate;
import com.homedelivery.delivery.application.LiveUpdate.DeliveryCreated;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.application.LiveUpdate.RiderAsked;
import com.homedelivery.delivery.application.LiveUpdate.RiderReminded;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.tracking.Destination.DeliveryTopic;
import com.homedelivery.delivery.tracking.TrackingMessage.LocationUpdate;
import com.homedelivery.delivery.tracking.TrackingMessage.PickupReminder;
import com.homedelivery.delivery.tracking.TrackingMessage.StatusUpdate;
import com.homedelivery.shared.redis.BestEffortRedis;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries what happened on one instance to the clients of all: through one Redis channel, to which every instance
 * listens, this one too, so that everybody sees one order. Without Redis at least this instance's own clients are told.
 */
@Component
class LiveFanOut implements MessageListener {

    static final String CHANNEL = "delivery:live";

    private static final Logger log = LoggerFactory.getLogger(LiveFanOut.class);

    private final BestEffortRedis redis;
    private final SimpMessagingTemplate clients;
    private final RiderSubscriptions riders;
    private final OrderTurns turns;
    private final WaitingSubscriptions waiting;
    private final JsonMapper json;

    LiveFanOut(
            BestEffortRedis redis,
            SimpMessagingTemplate clients,
            RiderSubscriptions riders,
            OrderTurns turns,
            WaitingSubscriptions waiting,
            JsonMapper json) {
        this.redis = redis;
        this.clients = clients;
        this.riders = riders;
        this.turns = turns;
        this.waiting = waiting;
        this.json = json;
    }

    /** What travels between instances: one of these. */
    private record Parcel(
            @Nullable StatusChanged status,
            @Nullable LocationChanged location,
            @Nullable RiderAsked asked,
            @Nullable RiderReminded reminded,
            @Nullable DeliveryCreated created) {

        static Parcel of(LiveUpdate update) {
            return switch (update) {
                case StatusChanged status -> new Parcel(status, null, null, null, null);
                case LocationChanged location -> new Parcel(null, location, null, null, null);
                case RiderAsked asked -> new Parcel(null, null, asked, null, null);
                case RiderReminded reminded -> new Parcel(null, null, null, reminded, null);
                case DeliveryCreated created -> new Parcel(null, null, null, null, created);
            };
        }

        Optional<LiveUpdate> update() {
            return Stream.<@Nullable LiveUpdate>of(status, location, asked, reminded, created)
                    .flatMap(Stream::ofNullable)
                    .findFirst();
        }
    }

    /** Positions are told outside of any transaction, everything else after the commit. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(LiveUpdate update) {
        String parcel = json.writeValueAsString(Parcel.of(update));
        if (redis.execute(commands -> commands.publish(CHANNEL, parcel)).isEmpty()) {
            tellOwnClients(update);
        }
    }

    @Override
    public void onMessage(Message message, byte @Nullable [] pattern) {
        try {
            json.readValue(new String(message.getBody(), StandardCharsets.UTF_8), Parcel.class)
                    .update()
                    .ifPresent(this::tellOwnClients);
        } catch (JacksonException e) {
            log.warn("An update of another instance cannot be read", e);
        }
    }

    private void tellOwnClients(LiveUpdate update) {
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
                clients.convertAndSendToUser(rider.toString(), Destination.OFFERS_QUEUE, offer);
            case RiderReminded reminded ->
                clients.convertAndSendToUser(
                        reminded.riderId().toString(), Destination.REMINDERS_QUEUE, PickupReminder.of(reminded));
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

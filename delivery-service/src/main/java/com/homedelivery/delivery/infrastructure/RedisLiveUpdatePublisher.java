package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.LivePositionPublisher;
import com.homedelivery.delivery.application.LiveUpdate;
import com.homedelivery.delivery.application.LiveUpdate.DeliveryCreated;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.application.LiveUpdate.OfferMade;
import com.homedelivery.delivery.application.LiveUpdate.RiderReminded;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.application.LiveUpdateListener;
import com.homedelivery.delivery.application.RiderPosition;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.redis.BestEffortRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes live updates to all instances through one Redis channel, to which every instance subscribes, this one too, so that
 * all see them in one order. Without Redis at least the listeners of this instance get them.
 */
@Component
class RedisLiveUpdatePublisher implements LivePositionPublisher, MessageListener {

    static final String CHANNEL = "delivery:live";

    private static final Logger log = LoggerFactory.getLogger(RedisLiveUpdatePublisher.class);

    private final BestEffortRedis redis;
    private final RedisRiderLocationIndex locations;
    private final List<LiveUpdateListener> listeners;
    private final JsonMapper json;
    private final TracePropagation traces;

    RedisLiveUpdatePublisher(
            BestEffortRedis redis,
            RedisRiderLocationIndex locations,
            List<LiveUpdateListener> listeners,
            JsonMapper json,
            TracePropagation traces) {
        this.redis = redis;
        this.locations = locations;
        this.listeners = listeners;
        this.json = json;
        this.traces = traces;
    }

    /**
     * The message between instances: exactly one of the updates is set.
     *
     * @param traceparent the trace that the update belongs to, when it is recorded
     */
    private record UpdateEnvelope(
            @Nullable StatusChanged status,
            @Nullable LocationChanged location,
            @Nullable OfferMade asked,
            @Nullable RiderReminded reminded,
            @Nullable DeliveryCreated created,
            @Nullable String traceparent) {

        static UpdateEnvelope of(LiveUpdate update, @Nullable String trace) {
            return switch (update) {
                case StatusChanged status -> new UpdateEnvelope(status, null, null, null, null, trace);
                case LocationChanged location -> new UpdateEnvelope(null, location, null, null, null, trace);
                case OfferMade asked -> new UpdateEnvelope(null, null, asked, null, null, trace);
                case RiderReminded reminded -> new UpdateEnvelope(null, null, null, reminded, null, trace);
                case DeliveryCreated created -> new UpdateEnvelope(null, null, null, null, created, trace);
            };
        }

        Optional<LiveUpdate> update() {
            return Stream.<@Nullable LiveUpdate>of(status, location, asked, reminded, created)
                    .flatMap(Stream::ofNullable)
                    .findFirst();
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(LiveUpdate update) {
        String message = write(update);
        if (redis.execute(commands -> commands.publish(CHANNEL, message)).isEmpty()) {
            notifyListeners(update);
        }
    }

    @Override
    public void publish(RiderPosition position, LocationChanged update) {
        String message = write(update);
        if (redis.executeTogether(commands -> {
                    locations.set(position, commands);
                    return commands.publish(CHANNEL, message);
                })
                .isEmpty()) {
            notifyListeners(update);
        }
    }

    private String write(LiveUpdate update) {
        return json.writeValueAsString(UpdateEnvelope.of(update, traces.currentIfSampled()));
    }

    @Override
    public void onMessage(Message message, byte @Nullable [] pattern) {
        try {
            UpdateEnvelope envelope =
                    json.readValue(new String(message.getBody(), StandardCharsets.UTF_8), UpdateEnvelope.class);
            envelope.update()
                    .ifPresent(update -> traces.continueFrom(
                            envelope.traceparent(),
                            "send " + update.getClass().getSimpleName(),
                            () -> notifyListeners(update)));
        } catch (JacksonException e) {
            log.warn("An update of another instance cannot be read", e);
        }
    }

    private void notifyListeners(LiveUpdate update) {
        listeners.forEach(listener -> listener.onUpdate(update));
    }
}

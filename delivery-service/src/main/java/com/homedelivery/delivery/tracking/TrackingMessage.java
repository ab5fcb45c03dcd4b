package com.homedelivery.delivery.tracking;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.application.LiveUpdate.RiderReminded;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages to clients of live tracking. */
sealed interface TrackingMessage {

    /** @param timestamp since when the delivery has this status */
    @JsonPropertyOrder({"type", "deliveryId", "orderId", "status", "timestamp"})
    record StatusUpdate(String type, UUID deliveryId, UUID orderId, DeliveryStatus status, Instant timestamp)
            implements TrackingMessage {

        static StatusUpdate of(StatusChanged change) {
            return new StatusUpdate(
                    "status-update", change.deliveryId(), change.orderId(), change.status(), change.since());
        }
    }

    /**
     * @param estimatedTime minutes to the customer
     * @param timestamp when the rider was there
     */
    @JsonPropertyOrder({"type", "deliveryId", "orderId", "location", "estimatedTime", "timestamp"})
    record LocationUpdate(
            String type,
            UUID deliveryId,
            UUID orderId,
            GeoPoint location,
            @Nullable Integer estimatedTime,
            Instant timestamp)
            implements TrackingMessage {

        static LocationUpdate of(LocationChanged change) {
            return new LocationUpdate(
                    "location-update",
                    change.deliveryId(),
                    change.orderId(),
                    change.location(),
                    change.estimatedTime(),
                    change.at());
        }
    }

    /** @param timestamp when the rider was reminded */
    @JsonPropertyOrder({"type", "deliveryId", "orderId", "timestamp"})
    record PickupReminder(String type, UUID deliveryId, UUID orderId, Instant timestamp) implements TrackingMessage {

        static PickupReminder of(RiderReminded reminded) {
            return new PickupReminder("pickup-reminder", reminded.deliveryId(), reminded.orderId(), reminded.at());
        }
    }

    /** A delivery as it is now: its status, and its position while a rider has the goods. */
    static List<TrackingMessage> snapshotOf(DeliveryView view) {
        Delivery delivery = view.delivery();
        List<TrackingMessage> state = new ArrayList<>(2);
        state.add(StatusUpdate.of(StatusChanged.of(delivery)));
        GeoPoint location = view.currentLocation();
        Instant at = view.locatedAt();
        if (delivery.status().isCarried() && location != null && at != null) {
            state.add(LocationUpdate.of(
                    new LocationChanged(delivery.id(), delivery.orderId(), location, view.estimatedTime(), at)));
        }
        return state;
    }
}

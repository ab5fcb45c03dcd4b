package com.homedelivery.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.homedelivery.client.model.Delivery;
import com.homedelivery.client.model.GeoPoint;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is to hear of a delivery. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliveryUpdate.StatusUpdate.class, name = "status-update"),
    @JsonSubTypes.Type(value = DeliveryUpdate.LocationUpdate.class, name = "location-update")
})
public sealed interface DeliveryUpdate {

    /** The delivery's id. */
    UUID deliveryId();

    /** The id of the order that is delivered. */
    UUID orderId();

    /**
     * The delivery is a step further.
     *
     * @param timestamp since when it has this status
     */
    record StatusUpdate(UUID deliveryId, UUID orderId, Delivery.StatusEnum status, OffsetDateTime timestamp)
            implements DeliveryUpdate {}

    /**
     * The rider has moved.
     *
     * @param estimatedTime minutes to the customer; null when it is not known
     * @param timestamp when the rider was there
     */
    record LocationUpdate(
            UUID deliveryId,
            UUID orderId,
            GeoPoint location,
            @Nullable Integer estimatedTime,
            OffsetDateTime timestamp) implements DeliveryUpdate {}
}

package com.homedelivery.client;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A rider has accepted a delivery, and not picked it up in time.
 *
 * @param timestamp when the rider was reminded
 */
public record PickupReminder(UUID deliveryId, UUID orderId, OffsetDateTime timestamp) {}

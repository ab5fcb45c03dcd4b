package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.util.UUID;

/** What has to be known of a delivery under way each time its rider moves. */
public record UnderWay(UUID deliveryId, UUID orderId, DeliveryStatus status, GeoPoint pickup, GeoPoint dropoff) {}

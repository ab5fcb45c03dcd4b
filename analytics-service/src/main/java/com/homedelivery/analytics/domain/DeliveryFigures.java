package com.homedelivery.analytics.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries go.
 *
 * @param from beginning of the period
 * @param to end of the period
 * @param count deliveries that a rider was found for in the period
 * @param byStatus the same, by how far they have come
 * @param completed of them
 * @param averageMinutes from pickup to the door, absent without a completed one
 * @param averageDistanceKm way of the rider, absent without a completed one
 * @param promisedMinutes from the order's confirmation to the door
 * @param onTime orders of the period delivered within that
 * @param late orders of the period delivered later
 * @param onTimeRate share of the former, 0 to 1, absent without any
 */
public record DeliveryFigures(
        Instant from,
        Instant to,
        long count,
        Map<DeliveryStage, Long> byStatus,
        long completed,
        @Nullable Double averageMinutes,
        @Nullable Double averageDistanceKm,
        long promisedMinutes,
        long onTime,
        long late,
        @Nullable Double onTimeRate) {}

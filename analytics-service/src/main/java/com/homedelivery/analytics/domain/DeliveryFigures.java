package com.homedelivery.analytics.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries there were, how long they took, and how many orders were on time.
 *
 * @param from beginning of the period
 * @param to end of the period
 * @param count deliveries assigned to a rider in the period
 * @param byStatus the same, by how far they have come
 * @param completed of them
 * @param averageMinutes from pickup to delivery, absent without a completed one
 * @param averageDistanceKm distance of the rider, absent without a completed one
 * @param promisedMinutes promised time from the order's confirmation to its delivery
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

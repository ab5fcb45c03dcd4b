package com.homedelivery.analytics.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Key figures of a period.
 *
 * @param from beginning of the period
 * @param to end of the period
 * @param orders placed in the period
 * @param ordersByStatus the same, by how far they have come
 * @param delivered of them
 * @param cancelled of them
 * @param customers people who placed them
 * @param newCustomers people who registered in the period
 * @param payments that succeeded in the period
 * @param revenue sum of these payments
 * @param refunds sum of what was refunded in the period
 * @param netRevenue revenue less refunds
 * @param averageOrderValue revenue by payment, 0 without any
 * @param activeDeliveries in progress now, whatever the period
 * @param activeRiders riders seen in the period
 * @param notificationsSent in the period
 * @param notificationsFailed in the period
 * @param stockAlerts how often a product ran low or out in the period
 */
public record Summary(
        Instant from,
        Instant to,
        long orders,
        Map<OrderStage, Long> ordersByStatus,
        long delivered,
        long cancelled,
        long customers,
        long newCustomers,
        long payments,
        BigDecimal revenue,
        BigDecimal refunds,
        BigDecimal netRevenue,
        BigDecimal averageOrderValue,
        long activeDeliveries,
        long activeRiders,
        long notificationsSent,
        long notificationsFailed,
        long stockAlerts) {}

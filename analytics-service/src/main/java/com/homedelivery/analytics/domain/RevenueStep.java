package com.homedelivery.analytics.domain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The money of one step in time.
 *
 * @param start when the step begins, UTC
 * @param payments that succeeded in it
 * @param revenue sum of these payments
 * @param refunds sum of what was paid back in it
 * @param net revenue less refunds
 */
public record RevenueStep(Instant start, long payments, BigDecimal revenue, BigDecimal refunds, BigDecimal net) {}

package com.homedelivery.analytics.domain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Revenue and refunds in one step of time.
 *
 * @param start when the step begins, UTC
 * @param payments that succeeded in it
 * @param revenue sum of these payments
 * @param refunds sum of what was refunded in it
 * @param net revenue less refunds
 */
public record RevenueStep(Instant start, long payments, BigDecimal revenue, BigDecimal refunds, BigDecimal net) {

    public static RevenueStep of(Instant start, Totals payments, Totals refunds) {
        return new RevenueStep(
                start,
                payments.count(),
                payments.amount(),
                refunds.amount(),
                payments.amount().subtract(refunds.amount()));
    }
}

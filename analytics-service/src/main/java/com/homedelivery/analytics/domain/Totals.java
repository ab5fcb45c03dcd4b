package com.homedelivery.analytics.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Number and sum of payments or refunds. */
public record Totals(long count, BigDecimal amount) {

    private static final int CENTS = 2;

    public static final Totals NONE = new Totals(0, BigDecimal.ZERO.setScale(CENTS));

    public Totals plus(Totals other) {
        return new Totals(count + other.count, amount.add(other.amount));
    }

    /** To cents; 0 when there are none. */
    public BigDecimal average() {
        return count == 0 ? amount : amount.divide(BigDecimal.valueOf(count), CENTS, RoundingMode.HALF_UP);
    }
}

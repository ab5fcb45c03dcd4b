package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much is in a pack.
 *
 * @param amount more than 0 and less than {@value #TOO_MUCH}, with three decimals at most, which it is kept without where they are 0
 */
public record PackSize(BigDecimal amount, Unit unit) {

    public static final String TOO_MUCH = "1000000";

    /** @throws IllegalArgumentException when there is nothing in it, or too much */
    public PackSize {
        amount = amount.stripTrailingZeros();
        amount = amount.setScale(Math.max(0, amount.scale()), RoundingMode.UNNECESSARY);
        if (amount.signum() <= 0 || amount.compareTo(new BigDecimal(TOO_MUCH)) >= 0 || amount.scale() > 3) {
            throw new IllegalArgumentException(
                    "A pack has more than 0 and less than " + TOO_MUCH + " in it, with at most three decimals");
        }
    }

    /** What a kilogram, a litre or a piece costs when a pack costs so much, to the cent. */
    public UnitPrice pricePerUnit(BigDecimal price) {
        return new UnitPrice(
                price.multiply(unit.inOneCompared()).divide(amount, 2, RoundingMode.HALF_UP), unit.comparedBy());
    }

    /**
     * A price to compare by.
     *
     * @param unit {@code kg}, {@code l} or {@code piece}
     */
    public record UnitPrice(BigDecimal price, String unit) {}
}

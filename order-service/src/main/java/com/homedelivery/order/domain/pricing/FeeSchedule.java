package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What delivering costs. All bounds are about the goods before discounts.
 *
 * @param base fee for every delivery
 * @param distanceSteps what is added to it for more than so many kilometres; only the highest step that is passed counts
 * @param freeAbove from which value of the goods on the delivery costs nothing; 0 for never
 * @param smallOrderFee paid for goods of less than {@code smallOrderBelow}
 * @param taxRate of the fees, in percent
 */
public record FeeSchedule(
        BigDecimal base,
        NavigableMap<Double, BigDecimal> distanceSteps,
        BigDecimal freeAbove,
        BigDecimal smallOrderFee,
        BigDecimal smallOrderBelow,
        BigDecimal taxRate) {

    public static final FeeSchedule NONE =
            new FeeSchedule(Money.ZERO, new TreeMap<>(), Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    public FeeSchedule {
        distanceSteps = new TreeMap<>(distanceSteps);
    }

    /**
     * @param distanceSteps {@code km=amount km=amount …}; empty for none
     * @throws IllegalArgumentException when they are not written so
     */
    public static FeeSchedule of(
            BigDecimal base,
            String distanceSteps,
            BigDecimal freeAbove,
            BigDecimal smallOrderFee,
            BigDecimal smallOrderBelow,
            BigDecimal taxRate) {
        NavigableMap<Double, BigDecimal> steps = new TreeMap<>();
        for (String step : distanceSteps.strip().split("\\s+")) {
            if (!step.isEmpty()) {
                steps.put(kilometresOf(step), Money.round(amountOf(step)));
            }
        }
        return new FeeSchedule(
                Money.round(base), steps, freeAbove, Money.round(smallOrderFee), smallOrderBelow, Money.round(taxRate));
    }

    private static double kilometresOf(String step) {
        return Double.parseDouble(partsOf(step)[0]);
    }

    private static BigDecimal amountOf(String step) {
        return new BigDecimal(partsOf(step)[1]);
    }

    private static String[] partsOf(String step) {
        String[] parts = step.split("=", -1);
        if (parts.length != 2 || !parts[0].matches("\\d+(\\.\\d+)?") || !parts[1].matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("Not written as km=amount: " + step);
        }
        return parts;
    }

    /** @param distanceKm from the store to the door; 0 when it is not known */
    BigDecimal deliveryFee(BigDecimal itemsTotal, double distanceKm) {
        if (freeAbove.signum() > 0 && itemsTotal.compareTo(freeAbove) >= 0) {
            return Money.ZERO;
        }
        var step = distanceSteps.lowerEntry(distanceKm);
        return Money.round(step == null ? base : base.add(step.getValue()));
    }

    BigDecimal smallOrderFee(BigDecimal itemsTotal) {
        return itemsTotal.compareTo(smallOrderBelow) < 0 ? Money.round(smallOrderFee) : Money.ZERO;
    }
}

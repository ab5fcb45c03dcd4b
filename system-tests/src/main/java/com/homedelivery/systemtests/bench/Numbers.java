package com.homedelivery.systemtests.bench;

import java.util.List;
import java.util.Locale;

/** Figures as people read them, and the middle of several. */
final class Numbers {

    private static final int EXACT_FROM = 100;
    private static final int ONE_DECIMAL_FROM = 10;

    private Numbers() {}

    /** With at most three digits that mean something; whole numbers stay whole. */
    static String text(double value) {
        double magnitude = Math.abs(value);
        if (value == Math.rint(value) || magnitude >= EXACT_FROM) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, magnitude >= ONE_DECIMAL_FROM ? "%.1f" : "%.2f", value);
    }

    /**
     * The middle one; of an even number, the mean of the two in the middle.
     *
     * @throws IllegalArgumentException when there is none
     */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package com.homedelivery.analytics.domain;

/** A part of a whole, to four decimals. */
public final class Ratio {

    private static final double DECIMALS = 10_000;

    private Ratio() {}

    /** 0 to 1; 0 of nothing. */
    public static double of(long part, long whole) {
        return whole == 0 ? 0 : Math.round(part * DECIMALS / whole) / DECIMALS;
    }
}

package com.homedelivery.delivery.domain;

/**
 * How far around the store riders are searched for.
 *
 * @param firstKm radius of the first round
 * @param widestKm radius that is not exceeded
 */
public record SearchCircle(double firstKm, double widestKm) {

    /** What each round's radius is multiplied with. */
    private static final double WIDENING = 2;

    public SearchCircle {
        if (firstKm <= 0 || widestKm < firstKm) {
            throw new IllegalArgumentException("A search widens from a first radius to a widest");
        }
    }

    /** Radius in kilometres of a round, the first being 0. */
    public double radiusKm(int round) {
        return Math.min(widestKm, firstKm * Math.pow(WIDENING, round));
    }

    /** Whether a further round would not be wider. */
    public boolean isWidest(int round) {
        return radiusKm(round) >= widestKm;
    }
}

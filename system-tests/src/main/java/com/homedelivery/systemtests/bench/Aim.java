package com.homedelivery.systemtests.bench;

/**
 * What a figure is to reach.
 *
 * @param relation how the figure is to stand to the bound
 * @param bound in the unit of the figure
 */
record Aim(Relation relation, double bound) {

    enum Relation {
        AT_MOST("≤"),
        AT_LEAST("≥"),
        EXACTLY("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    static Aim atMost(double bound) {
        return new Aim(Relation.AT_MOST, bound);
    }

    static Aim atLeast(double bound) {
        return new Aim(Relation.AT_LEAST, bound);
    }

    static Aim exactly(double bound) {
        return new Aim(Relation.EXACTLY, bound);
    }

    boolean isReachedBy(double value) {
        return switch (relation) {
            case AT_MOST -> value <= bound;
            case AT_LEAST -> value >= bound;
            case EXACTLY -> value == bound;
        };
    }

    @Override
    public String toString() {
        return relation.sign + " " + Numbers.text(bound);
    }
}

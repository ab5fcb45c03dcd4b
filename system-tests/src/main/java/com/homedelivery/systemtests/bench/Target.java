package com.homedelivery.systemtests.bench;

/**
 * What a figure is to reach.
 *
 * @param relation how the figure is to stand to the bound
 * @param bound in the unit of the figure
 */
record Target(Relation relation, double bound) {

    enum Relation {
        AT_MOST("≤"),
        AT_LEAST("≥"),
        EXACTLY("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    static Target atMost(double bound) {
        return new Target(Relation.AT_MOST, bound);
    }

    static Target atLeast(double bound) {
        return new Target(Relation.AT_LEAST, bound);
    }

    static Target exactly(double bound) {
        return new Target(Relation.EXACTLY, bound);
    }

    boolean isMetBy(double value) {
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

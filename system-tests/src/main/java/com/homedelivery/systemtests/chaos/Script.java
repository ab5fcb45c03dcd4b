package com.homedelivery.systemtests.chaos;

import java.util.Random;

/**
 * How one order is to go, as far as its people have a say in it.
 *
 * @param kind what is special about it
 * @param method how it is paid
 * @param product which of the products is bought, from 0
 * @param quantity how many of it
 */
public record Script(Kind kind, String method, int product, int quantity) {

    static final int PRODUCTS = 8;
    private static final int MOST_OF_ONE = 3;

    /** What is special about an order; the number says how many in a hundred. */
    public enum Kind {
        PLAIN(58),
        CASH(8),
        ORDERED_TWICE_AT_ONCE(5),
        PAID_TWICE_AT_ONCE(6),
        CANCELLED_UNPAID(4),
        CANCELLED_PAID(7),
        NEVER_PAID(3),
        FIRST_RIDER_DECLINES(4),
        FIRST_RIDER_VANISHES(2),
        RIDER_GIVES_UP(3);

        private final int inAHundred;

        Kind(int inAHundred) {
            this.inAHundred = inAHundred;
        }
    }

    /** The script of the order with this number: the same for the same seed. */
    static Script of(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Kind kind = kind(random.nextInt(100));
        return new Script(
                kind,
                kind == Kind.CASH ? "cod" : "credit_card",
                random.nextInt(PRODUCTS),
                1 + random.nextInt(MOST_OF_ONE));
    }

    private static Kind kind(int draw) {
        int bound = 0;
        for (Kind kind : Kind.values()) {
            bound += kind.inAHundred;
            if (draw < bound) {
                return kind;
            }
        }
        throw new IllegalStateException("The kinds make up less than a hundred");
    }
}

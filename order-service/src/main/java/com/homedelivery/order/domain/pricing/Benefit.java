package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;

/**
 * What a promotion gives. They apply in this order, whatever order they are asked for in: free pieces, percentages, amounts, and
 * the delivery.
 */
public sealed interface Benefit {

    /**
     * Of every so many pieces that are paid, the next ones are free: the cheapest of all that count.
     *
     * @param buy pieces to be paid, at least 1
     * @param free pieces that come with them, at least 1
     */
    record FreePieces(int buy, int free) implements Benefit {}

    /**
     * So much less of what is left of each line once free pieces are off. Several of them add up: 10 % and 20 % are 30 % of
     * the same.
     *
     * @param percent more than 0, at most 100
     */
    record Percentage(BigDecimal percent) implements Benefit {}

    /**
     * So much less in all, shared out over the lines in proportion to what they cost by then.
     *
     * @param amount more than 0; what is more than the lines cost is lost
     */
    record AmountOff(BigDecimal amount) implements Benefit {}

    /** The delivery costs nothing; a fee for small orders is still paid. */
    record FreeDelivery() implements Benefit {}

    /** Its turn: lower ones come first. */
    default int turn() {
        return switch (this) {
            case FreePieces _ -> 0;
            case Percentage _ -> 1;
            case AmountOff _ -> 2;
            case FreeDelivery _ -> 3;
        };
    }
}

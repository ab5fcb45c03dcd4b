package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an order cannot be placed as it is.
 *
 * @param productId of the line, when it is about one
 * @param requested units in the cart, when fewer are available
 * @param available units available, when fewer than requested
 * @param minimum what the goods have to cost, when they cost less
 * @param missing how much more that is
 */
public record QuoteProblem(
        Reason reason,
        @Nullable UUID productId,
        @Nullable Integer requested,
        @Nullable Integer available,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal missing) {

    /** What is in the way. */
    public enum Reason {
        OUT_OF_AREA,
        EMAIL_NOT_VERIFIED,
        BELOW_MINIMUM,
        NOT_FOR_SALE,
        SHORT_STOCK,
        SLOT_UNAVAILABLE
    }

    static QuoteProblem of(Reason reason) {
        return new QuoteProblem(reason, null, null, null, null, null);
    }

    static QuoteProblem notForSale(UUID productId) {
        return new QuoteProblem(Reason.NOT_FOR_SALE, productId, null, null, null, null);
    }

    static QuoteProblem shortStock(UUID productId, int requested, int available) {
        return new QuoteProblem(Reason.SHORT_STOCK, productId, requested, available, null, null);
    }

    static QuoteProblem belowMinimum(BigDecimal minimum, BigDecimal missing) {
        return new QuoteProblem(Reason.BELOW_MINIMUM, null, null, null, minimum, missing);
    }
}

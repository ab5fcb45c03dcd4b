package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offer that took nothing off, and why.
 *
 * @param code of the coupon, or null
 * @param name of the promotion, for customers
 * @param missing how much more the goods have to cost, when that is the reason
 */
public record UnusedOffer(
        UUID promotionId,
        @Nullable String code,
        String name,
        Reason reason,
        @Nullable BigDecimal missing) {

    /** Why an offer took nothing off. */
    public enum Reason {
        BELOW_MINIMUM_BASKET,
        NOTHING_ELIGIBLE,
        NOT_COMBINABLE
    }
}

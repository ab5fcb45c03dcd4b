package com.homedelivery.order.application;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Why a coupon takes nothing off.
 *
 * @param code as the customer gave it, in upper case
 * @param missing how much more the goods have to cost, when that is the reason
 */
public record CouponRefusal(
        String code, Reason reason, @Nullable BigDecimal missing) {

    /** Why a coupon takes nothing off. */
    public enum Reason {
        UNKNOWN,
        NOT_STARTED,
        ENDED,
        USED_UP,
        ALREADY_USED,
        NOT_FIRST_ORDER,
        BELOW_MINIMUM_BASKET,
        NOTHING_ELIGIBLE,
        NOT_COMBINABLE
    }
}

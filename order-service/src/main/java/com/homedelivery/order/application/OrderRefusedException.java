package com.homedelivery.order.application;

import com.homedelivery.order.domain.OrderErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in the cart cannot be ordered as it is. */
public final class OrderRefusedException extends DomainException {

    private OrderRefusedException(String message, @Nullable Object details) {
        super(OrderErrorCode.ORDER_FAILED, message, details);
    }

    public static OrderRefusedException cartIsEmpty() {
        return new OrderRefusedException("The cart is empty", null);
    }

    public static OrderRefusedException cartIsOutdated(List<LineProblem> problems) {
        return new OrderRefusedException("Prices have changed, or products are no longer for sale", problems);
    }

    public static OrderRefusedException stockIsShort(List<LineProblem> problems) {
        return new OrderRefusedException("There is not enough in stock", problems);
    }

    /** @param orderId the order that the cart has become */
    public static OrderRefusedException cartIsOrdered(UUID orderId) {
        return new OrderRefusedException(
                "This cart has been ordered already", Problem.of(Reason.CART_ALREADY_ORDERED, orderId));
    }

    public static OrderRefusedException outOfArea() {
        return new OrderRefusedException("The store does not deliver there", Problem.of(Reason.OUT_OF_AREA, null));
    }

    public static OrderRefusedException addressIsIncomplete() {
        return new OrderRefusedException(
                "This address lacks street, city, state or zip code", Problem.of(Reason.ADDRESS_INCOMPLETE, null));
    }

    public static OrderRefusedException emailIsNotVerified() {
        return new OrderRefusedException(
                "Your e-mail address is not verified yet", Problem.of(Reason.EMAIL_NOT_VERIFIED, null));
    }

    /** @param missing how much more the goods have to cost */
    public static OrderRefusedException belowMinimum(BigDecimal minimum, BigDecimal missing) {
        return new OrderRefusedException(
                "The goods cost less than the store delivers for",
                new Problem(Reason.BELOW_MINIMUM, null, minimum, missing, null, null));
    }

    public static OrderRefusedException couponsAreRefused(List<CouponRefusal> coupons) {
        return new OrderRefusedException(
                "A coupon cannot be used for this order",
                new Problem(Reason.COUPON_REFUSED, null, null, null, coupons, null));
    }

    public static OrderRefusedException promotionIsUsedUp(UUID promotionId) {
        return new OrderRefusedException(
                "A promotion was used up just now: look at the price again",
                new Problem(Reason.PROMOTION_USED_UP, null, null, null, null, promotionId));
    }

    public static OrderRefusedException slotIsUnavailable() {
        return new OrderRefusedException(
                "This delivery slot is full or closed", Problem.of(Reason.SLOT_UNAVAILABLE, null));
    }

    public static OrderRefusedException quoteIsExpired() {
        return new OrderRefusedException("The quote has expired", Problem.of(Reason.QUOTE_EXPIRED, null));
    }

    /** @param orderId the order that has its prices */
    public static OrderRefusedException quoteIsUsed(@Nullable UUID orderId) {
        return new OrderRefusedException("The quote has been ordered already", Problem.of(Reason.QUOTE_USED, orderId));
    }

    public static OrderRefusedException cartIsNotTheQuoted() {
        return new OrderRefusedException("The cart has changed since the quote", Problem.of(Reason.CART_CHANGED, null));
    }

    /**
     * Why the whole cannot be ordered.
     *
     * @param orderId the order that the cart or the quote has become, when that is the reason
     * @param minimum what the goods have to cost, when that is the reason
     * @param missing how much more that is
     * @param coupons that cannot be used, when that is the reason
     * @param promotionId the promotion that is used up, when that is the reason
     */
    record Problem(
            Reason reason,
            @Nullable UUID orderId,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal missing,
            @Nullable List<CouponRefusal> coupons,
            @Nullable UUID promotionId) {

        static Problem of(Reason reason, @Nullable UUID orderId) {
            return new Problem(reason, orderId, null, null, null, null);
        }
    }

    enum Reason {
        CART_ALREADY_ORDERED,
        OUT_OF_AREA,
        ADDRESS_INCOMPLETE,
        EMAIL_NOT_VERIFIED,
        BELOW_MINIMUM,
        COUPON_REFUSED,
        PROMOTION_USED_UP,
        SLOT_UNAVAILABLE,
        QUOTE_EXPIRED,
        QUOTE_USED,
        CART_CHANGED
    }

    public static OrderRefusedException tooMuch() {
        return new OrderRefusedException("The order is too large", null);
    }
}

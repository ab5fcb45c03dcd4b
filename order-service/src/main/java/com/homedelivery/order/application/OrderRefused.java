package com.homedelivery.order.application;

import com.homedelivery.shared.api.DomainException;
import com.homedelivery.shared.api.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in the cart cannot be ordered as it is. */
public final class OrderRefused extends DomainException {

    private OrderRefused(String message, @Nullable Object details) {
        super(ErrorCode.ORDER_FAILED, message, details);
    }

    public static OrderRefused cartIsEmpty() {
        return new OrderRefused("The cart is empty", null);
    }

    public static OrderRefused cartIsOutdated(List<LineProblem> problems) {
        return new OrderRefused("Prices have changed, or products are no longer for sale", problems);
    }

    public static OrderRefused stockIsShort(List<LineProblem> problems) {
        return new OrderRefused("There is not enough in stock", problems);
    }

    /** @param orderId what has become of the cart */
    public static OrderRefused cartIsOrdered(UUID orderId) {
        return new OrderRefused(
                "This cart has been ordered already", new Problem(Problem.Reason.CART_ALREADY_ORDERED, orderId));
    }

    public static OrderRefused outOfArea() {
        return new OrderRefused("The store does not deliver there", new Problem(Problem.Reason.OUT_OF_AREA, null));
    }

    /**
     * Why the whole cannot be ordered.
     *
     * @param orderId the order that the cart has become, when that is the reason
     */
    record Problem(Reason reason, @Nullable UUID orderId) {

        enum Reason {
            CART_ALREADY_ORDERED,
            OUT_OF_AREA
        }
    }

    public static OrderRefused tooMuch() {
        return new OrderRefused("The order is too large", null);
    }
}

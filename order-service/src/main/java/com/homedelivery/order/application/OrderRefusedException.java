package com.homedelivery.order.application;

import com.homedelivery.order.domain.OrderErrorCode;
import com.homedelivery.shared.api.error.DomainException;
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
                "This cart has been ordered already", new Problem(Problem.Reason.CART_ALREADY_ORDERED, orderId));
    }

    public static OrderRefusedException outOfArea() {
        return new OrderRefusedException(
                "The store does not deliver there", new Problem(Problem.Reason.OUT_OF_AREA, null));
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

    public static OrderRefusedException tooMuch() {
        return new OrderRefusedException("The order is too large", null);
    }
}

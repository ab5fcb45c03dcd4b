package com.homedelivery.order.application;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in the cart cannot be ordered as it is. */
public final class OrderRefused extends Refusal {

    private OrderRefused(String message, @Nullable List<LineProblem> problems) {
        super(ErrorCode.ORDER_FAILED, message, problems);
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

    public static OrderRefused tooMuch() {
        return new OrderRefused("The order is too large", null);
    }
}

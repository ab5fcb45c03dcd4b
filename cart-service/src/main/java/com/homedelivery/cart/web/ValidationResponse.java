package com.homedelivery.cart.web;

import com.homedelivery.cart.application.ValidateCart.Result;
import com.homedelivery.cart.domain.OrderProblem;
import java.math.BigDecimal;
import java.util.List;

/**
 * Whether a cart could be ordered now.
 *
 * @param valid whether nothing would stop an order
 * @param revision of the cart that was looked at
 * @param problems everything that would stop it
 */
record ValidationResponse(boolean valid, long revision, BigDecimal total, List<OrderProblem> problems) {

    static ValidationResponse of(Result result) {
        return new ValidationResponse(
                result.problems().isEmpty(),
                result.cart().revision(),
                result.cart().total(),
                result.problems());
    }
}

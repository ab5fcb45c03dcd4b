package com.homedelivery.cart.domain;

import com.homedelivery.shared.api.error.DomainException;
import java.util.List;
import java.util.UUID;

/** A cart would have more of a product than there is. */
public final class InsufficientStockException extends DomainException {

    /**
     * @param requested how many the cart would have
     * @param available how many can be had, at least 0
     */
    public InsufficientStockException(UUID productId, int requested, int available) {
        super(
                CartErrorCode.INSUFFICIENT_STOCK,
                available == 0 ? "It is sold out" : "There are only " + available + " left",
                List.of(new ShortLine(productId, requested, available)));
    }

    record ShortLine(UUID productId, int requested, int available) {}
}

package com.homedelivery.cart.web;

import com.homedelivery.cart.application.CartView;
import com.homedelivery.cart.application.MergeGuestCart.Merged;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.ShopStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart.
 *
 * @param userId of the customer; a guest's stands for the guest cart and is nobody's
 * @param minimumOrder what an order comes to at least; missing when any will do
 * @param missingAmount by how much the cart falls short of it, 0 when it does not; missing likewise
 * @param leftOut lines of a guest's cart that this cart had no room for; missing when there are none
 */
record CartResponse(
        UUID userId,
        List<LineResponse> items,
        BigDecimal total,
        Instant updatedAt,
        long revision,
        @Nullable BigDecimal minimumOrder,
        @Nullable BigDecimal missingAmount,
        @Nullable List<LineResponse> leftOut) {

    static CartResponse of(CartView view) {
        return of(view, null);
    }

    static CartResponse of(Merged merged) {
        List<CartLine> leftOut = merged.leftOut();
        return of(
                merged.view(),
                leftOut.isEmpty()
                        ? null
                        : leftOut.stream()
                                .map(line -> LineResponse.of(line, ShopStatus.UNKNOWN))
                                .toList());
    }

    private static CartResponse of(CartView view, @Nullable List<LineResponse> leftOut) {
        Cart cart = view.cart();
        boolean hasMinimum = view.minimumOrder().signum() > 0;
        return new CartResponse(
                cart.id(),
                cart.lines().stream()
                        .map(line -> LineResponse.of(line, view.now()))
                        .toList(),
                cart.total(),
                cart.updatedAt(),
                cart.revision(),
                hasMinimum ? view.minimumOrder() : null,
                hasMinimum ? view.missingAmount() : null,
                leftOut);
    }
}

package com.homedelivery.order.web;

import com.homedelivery.order.domain.pricing.Discount;
import com.homedelivery.order.domain.pricing.PricedBasket;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one promotion takes off one line, or off the delivery.
 *
 * @param code of the coupon, if it needed one
 * @param name of the promotion
 * @param productId of the line; absent when it is the delivery
 * @param explanation how the amount comes about
 */
record DiscountResponse(
        UUID promotionId,
        @Nullable String code,
        String name,
        @Nullable UUID productId,
        BigDecimal amount,
        String explanation) {

    static List<DiscountResponse> allOf(PricedBasket prices) {
        return Stream.concat(
                        prices.lines().stream()
                                .flatMap(line -> line.discounts().stream().map(it -> of(it, line.productId()))),
                        prices.delivery().discounts().stream().map(it -> of(it, null)))
                .toList();
    }

    private static DiscountResponse of(Discount discount, @Nullable UUID productId) {
        return new DiscountResponse(
                discount.promotionId(),
                discount.code(),
                discount.name(),
                productId,
                discount.amount(),
                discount.explanation());
    }
}

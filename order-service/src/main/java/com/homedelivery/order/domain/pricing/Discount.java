package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one promotion takes off one line, or off the delivery.
 *
 * @param code of the coupon, or null when the promotion needs none
 * @param name of the promotion, for customers
 * @param amount more than 0
 * @param explanation how the amount comes about, for customers
 */
public record Discount(UUID promotionId, @Nullable String code, String name, BigDecimal amount, String explanation) {

    Discount withAmount(BigDecimal other) {
        return new Discount(promotionId, code, name, other, explanation);
    }
}

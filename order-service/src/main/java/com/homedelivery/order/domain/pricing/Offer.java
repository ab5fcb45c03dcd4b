package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promotion that a customer may use now.
 *
 * @param code of the coupon, or null when it needs none
 * @param categories what it is about, in lower case, and {@code products}; everything when both are empty
 * @param minimumBasket what all goods together have to cost before discounts
 * @param stackable whether it goes together with others that do
 */
public record Offer(
        UUID promotionId,
        @Nullable String code,
        String name,
        Benefit benefit,
        Set<String> categories,
        Set<UUID> products,
        BigDecimal minimumBasket,
        boolean stackable) {

    public Offer {
        categories = Set.copyOf(categories);
        products = Set.copyOf(products);
    }

    boolean isAbout(BasketLine line) {
        return categories.isEmpty() && products.isEmpty()
                || products.contains(line.productId())
                || line.categories().stream()
                        .map(category -> category.toLowerCase(Locale.ROOT))
                        .anyMatch(categories::contains);
    }

    Discount discount(BigDecimal amount, String explanation) {
        return new Discount(promotionId, code, name, amount, explanation);
    }
}

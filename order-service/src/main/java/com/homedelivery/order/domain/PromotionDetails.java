package com.homedelivery.order.domain;

import com.homedelivery.shared.api.error.ValidationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an admin says about a promotion.
 *
 * @param name for customers
 * @param code of the coupon, in upper case; null when it applies by itself
 * @param percent of {@link PromotionKind#PERCENTAGE}, else null
 * @param amount of {@link PromotionKind#AMOUNT}, else null
 * @param buy pieces to be paid of {@link PromotionKind#BUY_X_GET_Y}, else null
 * @param free pieces that come with them, else null
 * @param categories what it is about, in lower case, and {@code products}; everything when both are empty
 * @param minimumBasket what all goods have to cost before discounts; 0 for nothing
 * @param stackable whether it goes together with others that do
 * @param firstOrderOnly whether it is for customers who have not ordered yet
 * @param endsAt null for never
 * @param maxUses by all customers together, or null
 * @param maxUsesPerCustomer or null
 */
public record PromotionDetails(
        String name,
        @Nullable String code,
        PromotionKind kind,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal amount,
        @Nullable Integer buy,
        @Nullable Integer free,
        List<String> categories,
        List<UUID> products,
        BigDecimal minimumBasket,
        boolean stackable,
        boolean firstOrderOnly,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Integer maxUses,
        @Nullable Integer maxUsesPerCustomer) {

    /** @throws ValidationException when something is missing or too much for its kind, or it ends before it starts */
    public PromotionDetails {
        code = code == null ? null : code.toUpperCase(Locale.ROOT);
        categories = categories.stream()
                .map(category -> category.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        products = products.stream().distinct().toList();
        requireOnlyFor(kind == PromotionKind.PERCENTAGE, "percent", percent);
        requireOnlyFor(kind == PromotionKind.AMOUNT, "amount", amount);
        requireOnlyFor(kind == PromotionKind.BUY_X_GET_Y, "buy", buy);
        requireOnlyFor(kind == PromotionKind.BUY_X_GET_Y, "free", free);
        if (endsAt != null && !endsAt.isAfter(startsAt)) {
            throw new ValidationException("endsAt", "must be after startsAt");
        }
    }

    private static void requireOnlyFor(boolean needed, String field, @Nullable Object value) {
        if (needed && value == null) {
            throw new ValidationException(field, "must not be null for this kind");
        }
        if (!needed && value != null) {
            throw new ValidationException(field, "must be null for this kind");
        }
    }
}

package com.homedelivery.order.web;

import com.homedelivery.order.domain.PromotionDetails;
import com.homedelivery.order.domain.PromotionKind;
import com.homedelivery.order.domain.pricing.Money;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param name for customers
 * @param code of the coupon, in whatever case; without one the promotion applies by itself
 * @param percent of {@code PERCENTAGE}
 * @param amount of {@code AMOUNT}
 * @param buy pieces to be paid, of {@code BUY_X_GET_Y}
 * @param free pieces that come with them, of {@code BUY_X_GET_Y}
 * @param categories names or slugs of what it is about, besides {@code products}; everything without either
 * @param minimumBasket what all goods have to cost before discounts
 * @param stackable whether it goes together with others that do; true unless said otherwise
 * @param firstOrderOnly whether it is for customers who have not ordered yet
 * @param startsAt now unless said otherwise
 * @param maxUses by all customers together
 */
record PromotionRequest(
        @NotBlank @Size(max = 100) String name,
        @Pattern(regexp = "[A-Za-z0-9_-]{3,40}") @Nullable String code,
        @NotNull PromotionKind kind,

        @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 2) @Nullable
        BigDecimal percent,

        @Positive @Digits(integer = 8, fraction = 2) @Nullable
        BigDecimal amount,

        @Positive @Max(100) @Nullable Integer buy,
        @Positive @Max(100) @Nullable Integer free,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 100) String> categories,
        @Size(max = 100) @Nullable List<@NotNull UUID> products,

        @PositiveOrZero @Digits(integer = 8, fraction = 2) @Nullable
        BigDecimal minimumBasket,

        @Nullable Boolean stackable,
        @Nullable Boolean firstOrderOnly,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Positive @Nullable Integer maxUses,
        @Positive @Nullable Integer maxUsesPerCustomer) {

    /** @throws com.homedelivery.shared.api.error.ValidationException when something does not fit its kind */
    PromotionDetails toDetails(Instant now) {
        return new PromotionDetails(
                name.strip(),
                code,
                kind,
                percent,
                amount,
                buy,
                free,
                Objects.requireNonNullElse(categories, List.of()),
                Objects.requireNonNullElse(products, List.of()),
                minimumBasket == null ? Money.ZERO : Money.round(minimumBasket),
                !Boolean.FALSE.equals(stackable),
                Boolean.TRUE.equals(firstOrderOnly),
                Objects.requireNonNullElse(startsAt, now),
                endsAt,
                maxUses,
                maxUsesPerCustomer);
    }
}

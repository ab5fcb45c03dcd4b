package com.homedelivery.order.web;

import com.homedelivery.order.application.ManagePromotions.Counted;
import com.homedelivery.order.domain.Promotion;
import com.homedelivery.order.domain.PromotionDetails;
import com.homedelivery.order.domain.PromotionKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param version changes with every change by an admin; for {@code If-Match}
 * @param used how many orders use it, without those that were cancelled or have failed
 */
record PromotionResponse(
        UUID id,
        long version,
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
        @Nullable Integer maxUsesPerCustomer,
        int used,
        Instant createdAt,
        Instant updatedAt) {

    static PromotionResponse of(Counted counted) {
        Promotion promotion = counted.promotion();
        PromotionDetails details = promotion.details();
        return new PromotionResponse(
                promotion.id(),
                promotion.version(),
                details.name(),
                details.code(),
                details.kind(),
                details.percent(),
                details.amount(),
                details.buy(),
                details.free(),
                details.categories(),
                details.products(),
                details.minimumBasket(),
                details.stackable(),
                details.firstOrderOnly(),
                details.startsAt(),
                details.endsAt(),
                details.maxUses(),
                details.maxUsesPerCustomer(),
                Math.toIntExact(counted.used()),
                promotion.createdAt(),
                promotion.updatedAt());
    }
}

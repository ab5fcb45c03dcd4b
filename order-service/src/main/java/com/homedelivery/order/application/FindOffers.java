package com.homedelivery.order.application;

import com.homedelivery.order.application.CouponRefusal.Reason;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.Promotion;
import com.homedelivery.order.domain.Promotions;
import com.homedelivery.order.domain.pricing.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which promotions a customer may use now. Whether there is a use left is certain only once the order is placed. */
@Component
class FindOffers {

    private static final Set<OrderStatus> NOT_ORDERED = EnumSet.of(OrderStatus.CANCELLED, OrderStatus.FAILED);

    private final Promotions promotions;
    private final Orders orders;

    FindOffers(Promotions promotions, Orders orders) {
        this.promotions = promotions;
        this.orders = orders;
    }

    /** The offers, and the coupons that are none. */
    record Offers(List<Offer> offers, List<CouponRefusal> refused) {}

    /** @param codes of coupons, in upper case */
    Offers of(UUID userId, Set<String> codes, Instant now) {
        List<Offer> offers = new ArrayList<>();
        for (Promotion promotion : promotions.findAutomatic(now)) {
            if (refusalOf(promotion, userId, now).isEmpty()) {
                offers.add(promotion.toOffer());
            }
        }
        List<CouponRefusal> refused = new ArrayList<>();
        Map<String, Promotion> byCode = codes.isEmpty()
                ? Map.of()
                : promotions.findByCodeIn(codes).stream()
                        .collect(Collectors.toMap(
                                promotion -> Objects.requireNonNull(promotion.code()), Function.identity()));
        for (String code : codes) {
            Promotion promotion = byCode.get(code);
            if (promotion == null) {
                refused.add(new CouponRefusal(code, Reason.UNKNOWN, null));
                continue;
            }
            refusalOf(promotion, userId, now)
                    .ifPresentOrElse(
                            reason -> refused.add(new CouponRefusal(code, reason, null)),
                            () -> offers.add(promotion.toOffer()));
        }
        return new Offers(offers, refused);
    }

    private Optional<Reason> refusalOf(Promotion promotion, UUID userId, Instant now) {
        if (!promotion.hasStarted(now)) {
            return Optional.of(Reason.NOT_STARTED);
        }
        if (promotion.hasEnded(now)) {
            return Optional.of(Reason.ENDED);
        }
        if (promotion.isUsedUp()) {
            return Optional.of(Reason.USED_UP);
        }
        Integer mostOfCustomer = promotion.details().maxUsesPerCustomer();
        if (mostOfCustomer != null && promotions.countUses(promotion.id(), userId) >= mostOfCustomer) {
            return Optional.of(Reason.ALREADY_USED);
        }
        if (promotion.details().firstOrderOnly() && orders.existsByUserIdAndStatusNotIn(userId, NOT_ORDERED)) {
            return Optional.of(Reason.NOT_FIRST_ORDER);
        }
        return Optional.empty();
    }
}

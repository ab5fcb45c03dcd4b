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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    /** What a customer has done so far, as far as promotions ask for it. */
    private record History(Map<UUID, Long> uses, boolean hasOrdered) {}

    /** @param codes of coupons, in upper case */
    Offers of(UUID userId, Set<String> codes, Instant now) {
        List<Promotion> found = promotions.findApplicable(codes, now);
        History history = historyOf(userId, found);
        List<Offer> offers = new ArrayList<>();
        List<CouponRefusal> refused = new ArrayList<>();
        Set<String> unknown = new HashSet<>(codes);
        for (Promotion promotion : found) {
            String code = promotion.code();
            Optional<Reason> refusal = refusalOf(promotion, history, now);
            if (refusal.isEmpty()) {
                offers.add(promotion.toOffer());
            } else if (code != null) {
                refused.add(new CouponRefusal(code, refusal.get(), null));
            }
            unknown.remove(code);
        }
        unknown.forEach(code -> refused.add(new CouponRefusal(code, Reason.UNKNOWN, null)));
        return new Offers(offers, refused);
    }

    private History historyOf(UUID userId, List<Promotion> found) {
        List<UUID> limited = found.stream()
                .filter(promotion -> promotion.details().maxUsesPerCustomer() != null)
                .map(Promotion::id)
                .toList();
        Map<UUID, Long> uses =
                limited.isEmpty() ? Map.of() : PromotionUses.byPromotion(promotions.countUsesOf(userId, limited));
        boolean matters =
                found.stream().anyMatch(promotion -> promotion.details().firstOrderOnly());
        return new History(uses, matters && orders.existsByUserIdAndStatusNotIn(userId, NOT_ORDERED));
    }

    private static Optional<Reason> refusalOf(Promotion promotion, History history, Instant now) {
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
        if (mostOfCustomer != null && history.uses().getOrDefault(promotion.id(), 0L) >= mostOfCustomer) {
            return Optional.of(Reason.ALREADY_USED);
        }
        if (promotion.details().firstOrderOnly() && history.hasOrdered()) {
            return Optional.of(Reason.NOT_FIRST_ORDER);
        }
        return Optional.empty();
    }
}

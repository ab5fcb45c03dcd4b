package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Promotion;
import com.homedelivery.order.domain.Promotions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Counts how often promotions are used, in the transaction of the orders that use them. Only promotions with a limit are locked, in
 * one fixed order: orders with the same of them wait for each other and do not deadlock. Of those that are limited for each
 * customer, only orders of one customer wait for each other.
 */
@Component
class PromotionUses {

    private final Promotions promotions;

    PromotionUses(Promotions promotions) {
        this.promotions = promotions;
    }

    /**
     * Takes one use of each promotion that took something off the order. To be done last but for its slot, for others may wait
     * until the transaction ends.
     *
     * @throws OrderRefusedException when there is none left, or none for this customer
     */
    void take(Order order, Instant now) {
        Set<UUID> ids = order.prices().promotionIds();
        if (ids.isEmpty()) {
            return;
        }
        List<Promotion> used = promotions.findToUse(ids);
        if (used.stream().anyMatch(Promotion::isLimitedForEachCustomer)) {
            promotions.lockCustomer(order.userId().toString());
        }
        for (Promotion promotion : used) {
            if (promotion.isLimited() && promotions.countUse(promotion.id()) == 0
                    || promotions.recordUse(promotion.id(), order.id(), order.userId(), now) == 0) {
                throw OrderRefusedException.promotionIsUsedUp(promotion.id());
            }
        }
    }

    /** Gives back what orders have taken. Has no effect when it is called again. */
    void giveBack(List<UUID> orderIds, Instant now) {
        promotions.findUsedBy(orderIds).stream()
                .filter(Promotion::isLimited)
                .forEach(promotion -> promotions.uncountUses(promotion.id(), orderIds));
        promotions.returnUses(orderIds, now);
    }

    /** @param rows of a promotion's id and how often it is used */
    static Map<UUID, Long> byPromotion(List<Object[]> rows) {
        return rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Number) row[1]).longValue()));
    }
}

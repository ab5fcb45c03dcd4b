package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Promotions;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Counts how often promotions are used, in the transaction of the order that uses them. Uses are counted in one fixed order, so
 * that orders with the same promotions wait for each other and do not deadlock.
 */
@Component
class PromotionUses {

    private final Promotions promotions;

    PromotionUses(Promotions promotions) {
        this.promotions = promotions;
    }

    /**
     * Takes one use of each promotion that took something off the order.
     *
     * @throws OrderRefusedException when there is none left, or none for this customer
     */
    void take(Order order, Instant now) {
        for (UUID promotionId : order.prices().promotionIds()) {
            if (promotions.countUse(promotionId) == 0
                    || promotions.recordUse(promotionId, order.id(), order.userId(), now) == 0) {
                throw OrderRefusedException.promotionIsUsedUp(promotionId);
            }
        }
    }

    /** Gives back what the order has taken. Has no effect when it is called again. */
    void giveBack(Order order, Instant now) {
        promotions.findUsedBy(order.id()).forEach(promotions::uncountUse);
        promotions.returnUses(order.id(), now);
    }
}

package com.homedelivery.order.web;

import com.homedelivery.order.application.CouponRefusal;
import com.homedelivery.order.application.LineProblem;
import com.homedelivery.order.application.QuoteOrder;
import com.homedelivery.order.application.QuoteProblem;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.order.domain.pricing.TaxShare;
import com.homedelivery.order.domain.pricing.UnusedOffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param id to be ordered by; absent when it cannot be ordered
 * @param serviceable whether it can be ordered
 * @param problems why it cannot be ordered
 * @param priceChanges what costs something else than when it was put into the cart; the quote has today's prices
 * @param discounts what promotions take off, line by line
 * @param refusedCoupons coupons that take nothing off, and why
 * @param unusedPromotions promotions that would apply by themselves but do not, and why
 * @param deliveryFee before discounts
 * @param tax what of the total is tax, by rate; prices include it
 * @param totalAmount what is to be paid
 * @param slot that is held until then; absent for as soon as possible
 * @param eta when it is likely to arrive
 * @param validUntil until when it can be ordered; absent when it cannot
 */
record QuoteResponse(
        @Nullable UUID id,
        boolean serviceable,
        List<QuoteProblem> problems,
        List<LineProblem> priceChanges,
        List<Item> items,
        BigDecimal itemsTotal,
        List<DiscountResponse> discounts,
        List<CouponRefusal> refusedCoupons,
        List<Unused> unusedPromotions,
        BigDecimal deliveryFee,
        BigDecimal smallOrderFee,
        List<TaxShare> tax,
        BigDecimal tip,
        BigDecimal totalAmount,
        OrderResponse.@Nullable SlotTimes slot,
        Instant eta,
        @Nullable Instant validUntil) {

    /**
     * @param price of one piece, before discounts
     * @param discount of the whole line
     * @param total what is paid for the line
     */
    record Item(UUID productId, String name, int quantity, BigDecimal price, BigDecimal discount, BigDecimal total) {

        static Item of(OrderLine line) {
            return new Item(line.productId(), line.name(), line.quantity(), line.price(), line.discount(), line.net());
        }
    }

    /** @param missing how much more the goods have to cost, when that is the reason */
    record Unused(
            UUID promotionId,
            String name,
            UnusedOffer.Reason reason,
            @Nullable BigDecimal missing) {

        static Unused of(UnusedOffer offer) {
            return new Unused(offer.promotionId(), offer.name(), offer.reason(), offer.missing());
        }
    }

    static QuoteResponse of(QuoteOrder.Result quoted) {
        PricedBasket prices = quoted.price().basket();
        return new QuoteResponse(
                quoted.id(),
                quoted.id() != null,
                quoted.problems(),
                quoted.priceChanges(),
                prices.lines().stream().map(Item::of).toList(),
                prices.itemsTotal(),
                DiscountResponse.allOf(prices),
                quoted.price().refused(),
                quoted.price().unused().stream().map(Unused::of).toList(),
                prices.delivery().fee(),
                prices.delivery().smallOrderFee(),
                prices.tax(),
                prices.delivery().tip(),
                prices.total(),
                OrderResponse.SlotTimes.of(quoted.slot()),
                quoted.eta(),
                quoted.validUntil());
    }
}

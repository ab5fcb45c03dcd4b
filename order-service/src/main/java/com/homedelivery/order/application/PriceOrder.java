package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.FindOffers.Offers;
import com.homedelivery.order.domain.OrderRequest;
import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.order.domain.pricing.PriceCalculator;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.order.domain.pricing.UnusedOffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says what an order costs, for quotes and for orders alike. */
@Component
public class PriceOrder {

    private static final BigDecimal MAX_TOTAL = new BigDecimal("9999999999.99");

    private final ServiceArea serviceArea;
    private final PriceCalculator calculator;
    private final OrderProperties.Eta eta;
    private final FindOffers offers;

    PriceOrder(OrderProperties properties, FindOffers offers) {
        this.serviceArea = properties.serviceArea().area();
        this.calculator = new PriceCalculator(properties.fees().schedule());
        this.eta = properties.eta();
        this.offers = offers;
    }

    /**
     * @param refused the coupons that took nothing off
     * @param unused promotions without a code that took nothing off
     * @param eta when it is likely to arrive if it is delivered as soon as possible
     */
    public record Price(PricedBasket basket, List<CouponRefusal> refused, List<UnusedOffer> unused, Instant eta) {}

    /** @throws OrderRefusedException when it costs more than anybody can pay */
    Price price(UUID userId, OrderRequest request, Instant now) {
        Offers found = offers.of(userId, request.couponCodes(), now);
        double distanceKm = serviceArea.distanceKmTo(request.address());
        PriceCalculator.Result result = calculator.price(request.lines(), found.offers(), distanceKm, request.tip());
        if (result.basket().total().compareTo(MAX_TOTAL) > 0) {
            throw OrderRefusedException.tooMuch();
        }
        List<CouponRefusal> refused = new ArrayList<>(found.refused());
        List<UnusedOffer> unused = new ArrayList<>();
        for (UnusedOffer offer : result.unused()) {
            if (offer.code() == null) {
                unused.add(offer);
            } else {
                refused.add(new CouponRefusal(offer.code(), reasonOf(offer), offer.missing()));
            }
        }
        return new Price(result.basket(), refused, unused, eta.of(distanceKm, now));
    }

    private static CouponRefusal.Reason reasonOf(UnusedOffer offer) {
        return switch (offer.reason()) {
            case BELOW_MINIMUM_BASKET -> CouponRefusal.Reason.BELOW_MINIMUM_BASKET;
            case NOTHING_ELIGIBLE -> CouponRefusal.Reason.NOTHING_ELIGIBLE;
            case NOT_COMBINABLE -> CouponRefusal.Reason.NOT_COMBINABLE;
        };
    }
}

package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a basket costs. The total is the sum of what is shown: lines, fees and tip, less the discounts. */
public record PricedBasket(List<OrderLine> lines, DeliveryPrice delivery) {

    public PricedBasket {
        lines = List.copyOf(lines);
    }

    /** All goods before discounts. */
    public BigDecimal itemsTotal() {
        return Money.sum(lines.stream().map(OrderLine::amount).toList());
    }

    /** All that is off, of goods and of the delivery. */
    public BigDecimal discount() {
        return Money.sum(lines.stream().map(OrderLine::discount).toList()).add(delivery.discount());
    }

    public BigDecimal total() {
        return itemsTotal()
                .add(delivery.fee())
                .add(delivery.smallOrderFee())
                .add(delivery.tip())
                .subtract(discount());
    }

    public List<TaxShare> tax() {
        return TaxShare.of(lines, delivery);
    }

    /** The codes of the coupons that took something off. */
    public Set<String> couponCodes() {
        return discounts().map(Discount::code).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The promotions that took something off, in one fixed order. */
    public SortedSet<UUID> promotionIds() {
        return discounts().map(Discount::promotionId).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Discount> discounts() {
        return Stream.concat(lines.stream().flatMap(line -> line.discounts().stream()), delivery.discounts().stream());
    }
}

package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is tax of all that is paid at one rate. Prices include it.
 *
 * @param rate in percent, more than 0
 * @param gross what is paid at this rate, with tax
 * @param amount the tax in it
 */
public record TaxShare(BigDecimal rate, BigDecimal gross, BigDecimal amount) {

    /** By rate, lowest first; nothing for what is not taxed. */
    public static List<TaxShare> of(List<OrderLine> lines, DeliveryPrice delivery) {
        Map<BigDecimal, BigDecimal> grossByRate = new TreeMap<>();
        lines.forEach(line -> grossByRate.merge(line.taxRate(), line.net(), BigDecimal::add));
        grossByRate.merge(delivery.taxRate(), delivery.fees(), BigDecimal::add);
        return grossByRate.entrySet().stream()
                .filter(entry -> entry.getKey().signum() > 0 && entry.getValue().signum() > 0)
                .map(entry ->
                        new TaxShare(entry.getKey(), entry.getValue(), Money.taxIn(entry.getValue(), entry.getKey())))
                .toList();
    }
}

package com.homedelivery.order.domain.pricing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What the way to the door costs.
 *
 * @param fee before discounts
 * @param smallOrderFee because the goods cost little
 * @param taxRate of both fees, in percent
 * @param discounts off the fee
 * @param tip for the rider, without tax
 */
@Embeddable
public record DeliveryPrice(
        @Column(name = "delivery_fee") BigDecimal fee,
        BigDecimal smallOrderFee,
        @Column(name = "fee_tax_rate") BigDecimal taxRate,

        @JdbcTypeCode(SqlTypes.JSON) @Column(name = "delivery_discounts")
        List<Discount> discounts,

        BigDecimal tip) {

    public static final DeliveryPrice NOTHING =
            new DeliveryPrice(Money.ZERO, Money.ZERO, Money.ZERO, List.of(), Money.ZERO);

    public DeliveryPrice {
        discounts = List.copyOf(discounts);
    }

    public BigDecimal discount() {
        return Money.sum(discounts.stream().map(Discount::amount).toList());
    }

    /** What is paid for it, without the tip. */
    public BigDecimal fees() {
        return fee.add(smallOrderFee).subtract(discount());
    }
}

package com.homedelivery.order.domain.pricing;

import com.homedelivery.shared.event.OrderEvent.Item;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * So many of one product, at the price and under the name they were ordered for, with what is off.
 *
 * @param price of one piece, with tax, before discounts
 * @param taxRate in percent
 * @param discounts of the whole line; together at most its amount
 */
@Embeddable
public record OrderLine(
        UUID productId,
        String name,
        int quantity,
        BigDecimal price,
        BigDecimal taxRate,
        @JdbcTypeCode(SqlTypes.JSON) List<Discount> discounts) {

    public OrderLine {
        discounts = List.copyOf(discounts);
    }

    /** Without tax and discounts. */
    public OrderLine(UUID productId, String name, int quantity, BigDecimal price) {
        this(productId, name, quantity, price, Money.ZERO, List.of());
    }

    /** Whether it is so many of the product at its price. */
    public boolean isOf(BasketLine line) {
        return productId.equals(line.productId()) && quantity == line.quantity() && price.compareTo(line.price()) == 0;
    }

    /** Before discounts. */
    public BigDecimal amount() {
        return Money.round(price.multiply(BigDecimal.valueOf(quantity)));
    }

    public BigDecimal discount() {
        return Money.sum(discounts.stream().map(Discount::amount).toList());
    }

    /** What is paid for it. */
    public BigDecimal net() {
        return amount().subtract(discount());
    }

    /**
     * Fewer of the same, with their share of the discounts; empty for 0.
     *
     * @param kept at most the quantity
     */
    public Optional<OrderLine> keep(int kept) {
        if (kept == 0) {
            return Optional.empty();
        }
        List<BigDecimal> amounts = discounts.stream().map(Discount::amount).toList();
        BigDecimal share = discount()
                .multiply(BigDecimal.valueOf(kept))
                .divide(BigDecimal.valueOf(quantity), 2, RoundingMode.HALF_UP);
        List<BigDecimal> shares = Money.share(share, amounts);
        List<Discount> rest = IntStream.range(0, shares.size())
                .filter(i -> shares.get(i).signum() > 0)
                .mapToObj(i -> discounts.get(i).withAmount(shares.get(i)))
                .toList();
        return Optional.of(new OrderLine(productId, name, kept, price, taxRate, rest));
    }

    /** Whatever quantity of it, as others are told. */
    public Item toEvent(int quantity) {
        return new Item(productId, name, quantity, price);
    }

    public Item toEvent() {
        return toEvent(quantity);
    }
}

package com.homedelivery.order.domain;

import com.homedelivery.shared.event.OrderEvent.Item;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * So many of one product, at the price and under the name they were ordered for.
 *
 * @param price of one piece
 */
@Embeddable
public record OrderLine(UUID productId, String name, int quantity, BigDecimal price) {

    /** Whether it is the same number of the same product at the same price. */
    boolean isSameAs(OrderLine other) {
        return productId.equals(other.productId) && quantity == other.quantity && price.compareTo(other.price) == 0;
    }

    public BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }

    static BigDecimal sumOf(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The lines in words for people: {@code 2 × Milk, 1 × Coffee}. */
    static String describe(List<OrderLine> lines) {
        return lines.stream().map(line -> line.quantity + " × " + line.name).collect(Collectors.joining(", "));
    }

    /** Another quantity of the same; empty for 0. */
    Optional<OrderLine> of(int quantity) {
        return quantity == 0 ? Optional.empty() : Optional.of(new OrderLine(productId, name, quantity, price));
    }

    Item toEvent() {
        return new Item(productId, name, quantity, price);
    }
}

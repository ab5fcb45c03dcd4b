package com.homedelivery.order.domain;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * So many of one product, at the price and under the name they were ordered for.
 *
 * @param price of one piece
 */
@Embeddable
public record OrderLine(UUID productId, String name, int quantity, BigDecimal price) {

    public BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}

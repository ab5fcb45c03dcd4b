package com.homedelivery.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartTests {

    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void costsWhatItsLinesCostToTheCent() {
        Cart cart = new Cart(
                CUSTOMER,
                List.of(
                        new CartLine(UUID.randomUUID(), 3, new BigDecimal("0.10"), "Sweet"),
                        new CartLine(UUID.randomUUID(), 99, new BigDecimal("19.99"), "Coffee")),
                NOON,
                1);

        assertThat(cart.total()).isEqualByComparingTo("1979.31");
    }

    @Test
    void costsNothingWhenEmpty() {
        assertThat(Cart.empty(CUSTOMER, NOON).total()).isZero();
    }
}

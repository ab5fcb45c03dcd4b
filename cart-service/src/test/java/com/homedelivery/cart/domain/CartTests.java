package com.homedelivery.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

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
                        CartFixtures.line(UUID.randomUUID(), 3, "0.10"),
                        CartFixtures.line(UUID.randomUUID(), 99, "19.99")),
                NOON,
                1);

        assertThat(cart.total()).isEqualByComparingTo("1979.31");
    }

    @Test
    void costsNothingWhenEmpty() {
        assertThat(Cart.empty(CUSTOMER, NOON).total()).isZero();
    }
}

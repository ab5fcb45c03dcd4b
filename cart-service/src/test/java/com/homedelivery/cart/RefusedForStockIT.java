package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiResult;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What the inventory said stays said while it does not answer. */
@TestPropertySource(properties = "homedelivery.cart.stock-max-staleness=10s")
class RefusedForStockIT extends CartServiceTest {

    @Test
    void whatIsNotThereIsNotTakenBecauseNobodyAnswersAnyMore() {
        inventory.has(milk, 2);
        add(customer, milk, 93).hasError(409, "INSUFFICIENT_STOCK");
        inventory.goDown();

        ApiResult refused = add(customer, milk, 93).hasError(409, "INSUFFICIENT_STOCK");

        assertThat(refused.errorDetails().at("/0/available").asInt()).isEqualTo(2);
        add(customer, milk, 2).hasStatus(200);
    }
}

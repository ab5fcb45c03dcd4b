package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OrderPropertiesTests {

    @Test
    void aServiceAreaThatCannotBeReadIsNamed() {
        OrderProperties.Area twoCorners = new OrderProperties.Area(40, -74, 25, "40,-74 41,-74", "");

        assertThatIllegalArgumentException()
                .isThrownBy(twoCorners::area)
                .withMessage(
                        "homedelivery.order.service-area: The polygon of the service area has fewer than three corners");
    }
}

package com.homedelivery.cart.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartKeysTests {

    private final UUID customer = UUID.randomUUID();

    /** One script changes several of them. */
    @Test
    void whatBelongsToACustomersCartIsInItsSlotOfACluster() {
        UUID other = UUID.randomUUID();

        assertThat(List.of(
                        CartKeys.handledEvent(customer, other),
                        CartKeys.saved(customer),
                        CartKeys.merged(customer, other)))
                .extracting(SlotHash::getSlot)
                .containsOnly(SlotHash.getSlot(CartKeys.cart(customer)));
    }

    /** Customers' carts of former releases have this name. */
    @Test
    void aCartIsNamedAfterItsCustomer() {
        assertThat(CartKeys.cart(customer)).isEqualTo("cart:{" + customer + "}");
    }
}

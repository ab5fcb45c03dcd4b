package com.homedelivery.cart.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedisCartsTests {

    private final UUID customer = UUID.randomUUID();

    /** One script changes both. */
    @Test
    void aCartAndWhatWasTakenOutOfItAreInOneSlotOfACluster() {
        assertThat(SlotHash.getSlot(RedisCarts.handledEventKey(customer, UUID.randomUUID())))
                .isEqualTo(SlotHash.getSlot(RedisCarts.cartKey(customer)));
    }

    /** Customers' carts of former releases have this name. */
    @Test
    void aCartIsNamedAfterItsCustomer() {
        assertThat(RedisCarts.cartKey(customer)).isEqualTo("cart:{" + customer + "}");
    }
}

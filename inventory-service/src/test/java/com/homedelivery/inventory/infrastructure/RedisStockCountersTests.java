package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedisStockCountersTests {

    /** One script changes all of them. */
    @Test
    void anOrdersMarkAndItsCountersAreInOneSlotOfACluster() {
        assertThat(RedisStockCounters.withOrderKey(UUID.randomUUID(), List.of(UUID.randomUUID(), UUID.randomUUID())))
                .hasSize(3)
                .extracting(SlotHash::getSlot)
                .containsOnly(SlotHash.getSlot("{stock}"));
    }
}

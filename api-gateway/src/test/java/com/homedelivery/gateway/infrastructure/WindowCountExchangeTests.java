package com.homedelivery.gateway.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.application.WindowReport;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCountExchangeTests {

    /** One script reads and writes all of them. */
    @Test
    void allWindowsAreInOneSlotOfACluster() {
        List<WindowReport> reports = List.of(
                new WindowReport("user:ann:minute", 1, Instant.EPOCH, Duration.ofSeconds(30)),
                new WindowReport("ip:192.0.2.1:burst", 2, Instant.EPOCH, Duration.ofSeconds(1)));

        assertThat(WindowCountExchange.keysOf(reports))
                .hasSize(3)
                .extracting(SlotHash::getSlot)
                .containsOnly(SlotHash.getSlot("{gateway}"));
    }
}

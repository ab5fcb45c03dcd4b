package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.support.Line;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "DEMO_DATA=true")
class SlowInventoryIT extends InventoryServiceTest {

    private static final String SLOW = "/ops/faults/inventory-slow";
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(60);

    @AfterEach
    void mend() {
        api.asAdmin().delete(SLOW).hasStatus(200);
    }

    @Test
    void reservesSlowlyUntilItIsMended() {
        UUID bananas = inventory.stocked(100);
        api.asAdmin().put(SLOW, Map.of("seconds", 300)).hasStatus(200);

        assertThat(timeToReserve(bananas)).isGreaterThanOrEqualTo(SLOWNESS);

        api.asAdmin().delete(SLOW).hasStatus(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(timeToReserve(bananas)).isLessThan(SLOWNESS));
    }

    private Duration timeToReserve(UUID product) {
        long begun = System.nanoTime();
        inventory.reserved(new Line(product, 1));
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

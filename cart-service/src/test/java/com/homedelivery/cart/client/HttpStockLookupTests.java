package com.homedelivery.cart.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.cart.client.InventoryClient.Level;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class HttpStockLookupTests {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final UUID MILK = UUID.randomUUID();
    private static final UUID COFFEE = UUID.randomUUID();

    private final AtomicLong now = new AtomicLong();
    private final InventoryStub inventory = new InventoryStub();
    private final HttpStockLookup stock = new HttpStockLookup(inventory, MAX_AGE, now::get);

    @Test
    void asksForAllThatItDoesNotKnowAtOnce() {
        inventory.units.putAll(Map.of(MILK, 5, COFFEE, 3));

        assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 5));
        assertThat(stock.available(Set.of(MILK, COFFEE))).isEqualTo(Map.of(MILK, 5, COFFEE, 3));

        assertThat(inventory.asked).containsExactly(MILK.toString(), COFFEE.toString());
    }

    @Test
    void seesAChangeAfterASecond() {
        inventory.units.put(MILK, 5);
        stock.available(Set.of(MILK));
        inventory.units.put(MILK, 4);

        now.addAndGet(MAX_AGE.toNanos() - 1);
        assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 5));
        now.incrementAndGet();
        assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 4));
    }

    @Test
    void whoAsksForNowHearsItAtOnceAndSoDoesTheNext() {
        inventory.units.put(MILK, 5);
        stock.available(Set.of(MILK));
        inventory.units.put(MILK, 4);

        assertThat(stock.availableNow(Set.of(MILK))).isEqualTo(Map.of(MILK, 4));
        assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 4));
        assertThat(inventory.asked).hasSize(2);
    }

    @Test
    void aThousandRequestsForOneProductShareOneCall() {
        inventory.units.put(MILK, 5);

        assertThat(AtOnce.run(1000, () -> stock.available(Set.of(MILK)).get(MILK)))
                .containsOnly(5);
        assertThat(inventory.asked).hasSize(1);
    }

    @Test
    void aFailureIsNotCached() {
        inventory.units.put(MILK, 5);
        inventory.isDown = true;
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> stock.available(Set.of(MILK)));

        inventory.isDown = false;
        assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 5));
    }

    @Test
    void othersGetTheStockThoughTheFirstCallersTimeIsUp() {
        inventory.units.put(MILK, 5);

        try (var _ = RequestDeadline.in(Duration.ZERO).bind()) {
            assertThat(stock.available(Set.of(MILK))).isEqualTo(Map.of(MILK, 5));
        }
    }

    /** The inventory service's answers. */
    private static final class InventoryStub implements InventoryClient {

        private final Map<UUID, Integer> units = new ConcurrentHashMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile boolean isDown;

        @Override
        public ApiResponse<List<Level>> levels(String ids) {
            asked.add(ids);
            if (isDown || RequestDeadline.isMissed()) {
                throw new ResourceAccessException("It is down");
            }
            return ApiResponse.of(Arrays.stream(ids.split(","))
                    .map(UUID::fromString)
                    .map(id -> new Level(id, units.getOrDefault(id, 0)))
                    .toList());
        }
    }
}

package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.IntegrationTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The catalogue without Redis: other instances cannot be notified of changes. */
@IntegrationTest
@Import(ProductClient.class)
class WithoutRedisIT {

    @TestConfiguration
    static class NoRedis {

        /** Nothing listens on port 1. */
        @Bean
        @Primary
        DataRedisConnectionDetails unreachableRedis() {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of("localhost", 1, 0);
                }
            };
        }
    }

    @Test
    void theDatabaseServes(
            @Autowired ProductClient client, @Value("${spring.data.redis.timeout}") Duration redisTimeout) {
        String id = client.add("Bananas", "Fruit", 1.49);
        client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", 1.59));
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertThat(client.get("/products/" + id).data().get("price").decimalValue())
                    .isEqualByComparingTo("1.59");
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }

        assertThat(times)
                .as("most do not wait for Redis; not more is asked of a busy machine")
                .filteredOn(time -> time.compareTo(redisTimeout) < 0)
                .hasSizeGreaterThan(10);
        assertThat(client.get("/products?ids=" + id).data().at("/0/price").decimalValue())
                .isEqualByComparingTo("1.59");
        client.get("/products").hasStatus(200);
        client.get("/health").hasStatus(503);
    }
}

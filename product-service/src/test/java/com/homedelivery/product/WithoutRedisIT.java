package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The catalogue when nobody can be told of its changes. */
@IntegrationTest
class WithoutRedisIT {

    @TestConfiguration
    static class NoRedis {

        /** Port 1 is nobody's. */
        @Bean
        @Primary
        DataRedisConnectionDetails nowhere() {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of("localhost", 1, 0);
                }
            };
        }
    }

    @Test
    void theDatabaseServes(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        ProductClient client = new ProductClient(port, tokens);

        String id = client.added("Bananas", "Fruit", 1.49);
        client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", 1.59));
        Instant start = Instant.now();
        for (int i = 0; i < 20; i++) {
            assertThat(data(client.get("/products/" + id)).get("price").decimalValue())
                    .isEqualByComparingTo("1.59");
        }

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(data(client.get("/products?ids=" + id)).at("/0/price").decimalValue())
                .isEqualByComparingTo("1.59");
        client.get("/products").expectStatus().isOk();
        client.get("/health").expectStatus().isEqualTo(503);
    }
}

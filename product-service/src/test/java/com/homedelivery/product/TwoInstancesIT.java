package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.RealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One catalogue, two instances: a change at one is seen at the other. */
@IntegrationTest
class TwoInstancesIT {

    private static final Duration LONGEST_STALE = Duration.ofSeconds(1);

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    /** The other one looks by itself only once an hour, so what it sees it was told. */
    @Test
    void theOtherIsToldOfAChange() {
        try (var instance = anotherInstance("--homedelivery.product.revision-trust=1h")) {
            ProductClient one = new ProductClient(port, tokens);
            ProductClient other = clientOf(instance);
            String id = one.added("Bananas", "Fruit", 1);
            listens(one, other, id);

            for (int price = 1001; price <= 1005; price++) {
                BigDecimal now = BigDecimal.valueOf(price);
                change(one, id, now);
                await().until(() -> priceAt(other, id).compareTo(now) == 0);
                await().until(() -> data(other.get("/products?ids=" + id))
                                .at("/0/price")
                                .decimalValue()
                                .compareTo(now)
                        == 0);
            }
            one.delete(Role.ADMIN, id);
            await().until(() -> data(other.get("/products?ids=" + id)).isEmpty());
        }
    }

    @Test
    void theOtherIsNeverStaleForLongerThanASecondThoughItIsToldNothing() {
        try (var instance = anotherInstance(WithoutRedisIT.NoRedis.class)) {
            ProductClient one = new ProductClient(port, tokens);
            ProductClient deaf = clientOf(instance);
            String id = one.added("Bananas", "Fruit", 1);

            for (int price = 2; price <= 6; price++) {
                BigDecimal now = BigDecimal.valueOf(price);
                priceAt(deaf, id);
                change(one, id, now);
                Instant changed = Instant.now();

                Instant asked;
                BigDecimal seen;
                do {
                    asked = Instant.now();
                    seen = priceAt(deaf, id);
                    assertThat(seen.compareTo(now) == 0 || asked.isBefore(changed.plus(LONGEST_STALE)))
                            .as("asked %s after the change", Duration.between(changed, asked))
                            .isTrue();
                } while (seen.compareTo(now) != 0);
            }
        }
    }

    /** It does from a moment after its start. */
    private static void listens(ProductClient one, ProductClient other, String id) {
        BigDecimal[] price = {BigDecimal.ONE};
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            price[0] = price[0].add(BigDecimal.ONE);
            change(one, id, price[0]);
            return priceAt(other, id).compareTo(price[0]) == 0;
        });
    }

    private static void change(ProductClient client, String id, BigDecimal price) {
        client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", price))
                .expectStatus()
                .isOk();
    }

    private static BigDecimal priceAt(ProductClient client, String id) {
        return data(client.get("/products/" + id)).get("price").decimalValue();
    }

    private static ConfigurableApplicationContext anotherInstance(String property) {
        return new SpringApplicationBuilder(ProductServiceApplication.class)
                .initializers(new RealServers())
                .run("--server.port=0", property);
    }

    private static ConfigurableApplicationContext anotherInstance(Class<?> surroundings) {
        return new SpringApplicationBuilder(ProductServiceApplication.class, surroundings)
                .initializers(new RealServers())
                .run("--server.port=0");
    }

    private ProductClient clientOf(ConfigurableApplicationContext instance) {
        int port = ((WebServerApplicationContext) instance).getWebServer().getPort();
        return new ProductClient(port, tokens);
    }
}

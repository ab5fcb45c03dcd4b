package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.RealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One catalogue, two instances: a change at one is seen at the other. */
@IntegrationTest
class TwoInstancesIT {

    @Autowired
    ApiClient api;

    @Autowired
    AccessTokens tokens;

    private static final Duration LONGEST_STALE = Duration.ofSeconds(1);

    /** The other one reads the revision by itself only once an hour, so what it sees it was notified of. */
    @Test
    void theOtherIsNotifiedOfAChange() {
        try (var instance = anotherInstance("--homedelivery.product.revision-max-staleness=1h")) {
            ProductClient one = new ProductClient(api);
            ProductClient other = clientOf(instance);
            String id = one.add("Bananas", "Fruit", 1);
            awaitSubscription(one, other, id);

            for (int price = 1001; price <= 1005; price++) {
                BigDecimal now = BigDecimal.valueOf(price);
                change(one, id, now);
                await().until(() -> priceAt(other, id).compareTo(now) == 0);
                await().until(() -> other.get("/products?ids=" + id)
                                .data()
                                .at("/0/price")
                                .decimalValue()
                                .compareTo(now)
                        == 0);
            }
            one.delete(id);
            await().until(() -> other.get("/products?ids=" + id).data().isEmpty());
        }
    }

    @Test
    void theOtherIsNeverStaleForLongerThanASecondWithoutNotifications() {
        try (var instance = anotherInstance(WithoutRedisIT.NoRedis.class)) {
            ProductClient one = new ProductClient(api);
            ProductClient other = clientOf(instance);
            String id = one.add("Bananas", "Fruit", 1);

            for (int price = 2; price <= 6; price++) {
                BigDecimal now = BigDecimal.valueOf(price);
                priceAt(other, id);
                change(one, id, now);
                Instant changed = Instant.now();

                Instant asked;
                BigDecimal seen;
                do {
                    asked = Instant.now();
                    seen = priceAt(other, id);
                    assertThat(seen.compareTo(now) == 0 || asked.isBefore(changed.plus(LONGEST_STALE)))
                            .as("asked %s after the change", Duration.between(changed, asked))
                            .isTrue();
                } while (seen.compareTo(now) != 0);
            }
        }
    }

    /** Waits until the other one is notified: from a moment after its start. */
    private static void awaitSubscription(ProductClient one, ProductClient other, String id) {
        BigDecimal[] price = {BigDecimal.ONE};
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            price[0] = price[0].add(BigDecimal.ONE);
            change(one, id, price[0]);
            return priceAt(other, id).compareTo(price[0]) == 0;
        });
    }

    private static void change(ProductClient client, String id, BigDecimal price) {
        client.put(id, Map.of("name", "Bananas", "category", "Fruit", "price", price))
                .hasStatus(200);
    }

    private static BigDecimal priceAt(ProductClient client, String id) {
        return client.get("/products/" + id).data().get("price").decimalValue();
    }

    private static ConfigurableApplicationContext anotherInstance(String property) {
        return new SpringApplicationBuilder(ProductServiceApplication.class)
                .initializers(new RealServers())
                .run("--server.port=0", property);
    }

    private static ConfigurableApplicationContext anotherInstance(Class<?> configuration) {
        return new SpringApplicationBuilder(ProductServiceApplication.class, configuration)
                .initializers(new RealServers())
                .run("--server.port=0");
    }

    private ProductClient clientOf(ConfigurableApplicationContext instance) {
        int port = ((WebServerApplicationContext) instance).getWebServer().getPort();
        return new ProductClient(ApiClient.to(port, tokens));
    }
}

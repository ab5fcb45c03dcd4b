package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.product.application.RefreshPopularity;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest
@Import(ProductClient.class)
@TestPropertySource(properties = "spring.application.name=popularity")
class PopularityIT {

    private static final AtomicReference<Response> ANSWER = new AtomicReference<>(Response.ok(List.of()));
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final StubService ANALYTICS = StubService.start(_ -> {
        ASKED.incrementAndGet();
        return ANSWER.get();
    });

    @Autowired
    ProductClient client;

    @Autowired
    RefreshPopularity refresh;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void analytics(DynamicPropertyRegistry properties) {
        properties.add("ANALYTICS_SERVICE_URL", ANALYTICS::url);
    }

    @AfterAll
    static void close() {
        ANALYTICS.close();
    }

    @BeforeEach
    void due() {
        jdbc.sql("delete from product_prices").update();
        jdbc.sql("delete from products").update();
        jdbc.sql("update popularity_refresh set due_at = 'epoch'").update();
        ASKED.set(0);
    }

    @Test
    void whatIsOrderedMostComesFirst() {
        client.add("Milk A", "Dairy", 1);
        String liked = client.add("Milk B", "Dairy", 1);
        String known = client.add("Milk C", "Dairy", 1);
        ANSWER.set(Response.ok(List.of(
                Map.of("productId", liked, "orders", 40, "quantity", 41),
                Map.of("productId", known, "orders", 3, "quantity", 99),
                Map.of("productId", UUID.randomUUID(), "orders", 1, "quantity", 1))));

        refresh.refreshWhenDue();

        assertThat(byPopularity()).containsExactly("Milk B", "Milk C", "Milk A");
        client.put(liked, Map.of("name", "Milk Z", "category", "Dairy", "price", 1));
        assertThat(byPopularity()).containsExactly("Milk Z", "Milk C", "Milk A");
    }

    @Test
    void oneInstanceAsksAndAsksAgainWhenItIsDue() {
        refresh.refreshWhenDue();
        refresh.refreshWhenDue();
        assertThat(ASKED).hasValue(1);

        jdbc.sql("update popularity_refresh set due_at = now()").update();
        refresh.refreshWhenDue();
        assertThat(ASKED).hasValue(2);
    }

    @Test
    void whileAnalyticsIsAwayTheLatestFiguresStay() {
        client.add("Milk A", "Dairy", 1);
        String liked = client.add("Milk B", "Dairy", 1);
        ANSWER.set(Response.ok(List.of(Map.of("productId", liked, "orders", 40, "quantity", 41))));
        refresh.refreshWhenDue();

        ANSWER.set(Response.error(500, "INTERNAL_ERROR"));
        jdbc.sql("update popularity_refresh set due_at = 'epoch'").update();
        refresh.refreshWhenDue();

        assertThat(byPopularity()).containsExactly("Milk B", "Milk A");
        assertThat(jdbc.sql("select due_at < now() + interval '6 minutes' from popularity_refresh")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private List<String> byPopularity() {
        return client.get("/products/search?q=milk&sort=popularity")
                .data()
                .get("items")
                .valueStream()
                .map(item -> item.at("/product/name").asString())
                .toList();
    }
}

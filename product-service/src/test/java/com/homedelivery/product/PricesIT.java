package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.product.application.SchedulePrices;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
class PricesIT {

    @Autowired
    ApiClient api;

    @Autowired
    ProductClient client;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SchedulePrices prices;

    @Test
    void aPriceBeginsAtItsTime() {
        String id = client.add("Milk", "Dairy", 2);
        Instant start = Instant.now().plusMillis(700);

        JsonNode scheduled = schedule(id, 1.5, start).hasStatus(201).data();

        assertThat(scheduled.get("status").asString()).isEqualTo("SCHEDULED");
        assertThat(priceOf(id)).isEqualByComparingTo("2");
        await().untilAsserted(() -> assertThat(priceOf(id)).isEqualByComparingTo("1.5"));
        assertThat(Instant.now()).isAfterOrEqualTo(start).isBefore(start.plusSeconds(2));
        assertThat(changesOf(id).at("/0/status").asString()).isEqualTo("APPLIED");
        assertThat(client.get("/products/" + id).data().get("lowestPrice30Days").decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void afterAPauseTheLastPriceWinsAndTheOthersStandInTheHistory() {
        String id = client.add("Milk", "Dairy", 2);
        for (int cents : List.of(150, 170, 160)) {
            jdbc.sql("""
                            insert into price_changes (id, product_id, price, effective_at, status, created_by, created_at)
                            values (gen_random_uuid(), :product::uuid, :price, now() - :ago * interval '1 second', 'SCHEDULED',
                                gen_random_uuid(), now())
                            """)
                    .param("product", id)
                    .param("price", BigDecimal.valueOf(cents, 2))
                    .param("ago", 1000 - cents)
                    .update();
        }

        AtOnce.run(4, prices::applyDue);

        await().untilAsserted(() -> assertThat(priceOf(id)).isEqualByComparingTo("1.7"));
        assertThat(client.get("/products/" + id + "/prices")
                        .data()
                        .valueStream()
                        .map(entry -> entry.get("price").decimalValue().toPlainString()))
                .containsExactly("1.7", "1.6", "1.5", "2.0");
    }

    @Test
    void aCancelledPriceDoesNotBegin() {
        String id = client.add("Milk", "Dairy", 2);
        String change = schedule(id, 1.5, Instant.now().plusSeconds(3600)).data("id");
        String path = "/products/" + id + "/price-changes/" + change;

        assertThat(api.asAdmin()
                        .delete(path)
                        .hasStatus(200)
                        .data()
                        .get("status")
                        .asString())
                .isEqualTo("CANCELLED");
        api.asAdmin().delete(path).hasStatus(200);
        jdbc.sql("update price_changes set effective_at = now() - interval '1 second' where id = :id::uuid")
                .param("id", change)
                .update();
        prices.applyDue();

        assertThat(priceOf(id)).isEqualByComparingTo("2");
        api.asAdmin()
                .delete("/products/" + UUID.randomUUID() + "/price-changes/" + change)
                .hasStatus(404);
    }

    @Test
    void aPriceThatHasBegunIsNotCancelled() {
        String id = client.add("Milk", "Dairy", 2);
        String change = schedule(id, 1.5, Instant.now().plusMillis(200)).data("id");
        await().untilAsserted(() -> assertThat(priceOf(id)).isEqualByComparingTo("1.5"));

        api.asAdmin().delete("/products/" + id + "/price-changes/" + change).hasError(409, "CONFLICT");
    }

    @Test
    void refusesWhatCannotBe() {
        String id = client.add("Milk", "Dairy", 2);

        schedule(id, 1.5, Instant.now().minusSeconds(1))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("effectiveAt");
        schedule(id, 1.5, Instant.now().plus(Duration.ofDays(400))).hasFieldError("effectiveAt");
        schedule(id, 0, Instant.now().plusSeconds(60)).hasFieldError("price");
        schedule(id, 1.555, Instant.now().plusSeconds(60)).hasFieldError("price");
        schedule(UUID.randomUUID().toString(), 1, Instant.now().plusSeconds(60)).hasStatus(404);
        api.asAdmin()
                .withHeader(HttpHeaders.IF_MATCH, "W/\"7\"")
                .post(
                        "/products/" + id + "/price-changes",
                        Map.of(
                                "price",
                                1,
                                "effectiveAt",
                                Instant.now().plusSeconds(60).toString()))
                .hasError(409, "CONFLICT");
    }

    @Test
    void theLowestPriceIsThatOfThe30DaysBefore() {
        String id = client.add("Milk", "Dairy", 2);
        jdbc.sql("delete from product_prices where product_id = :id::uuid")
                .param("id", id)
                .update();
        for (Map.Entry<Integer, String> past :
                Map.of(90, "0.50", 40, "1.80", 20, "1.60", 10, "2.00").entrySet()) {
            jdbc.sql("""
                            insert into product_prices (product_id, valid_from, price)
                            values (:id::uuid, now() - :days * interval '1 day', :price::numeric)
                            """)
                    .param("id", id)
                    .param("days", past.getKey())
                    .param("price", past.getValue())
                    .update();
        }

        client.put(id, Map.of("name", "Milk", "category", "Dairy", "price", 1.9))
                .hasStatus(200);

        assertThat(client.get("/products/" + id).data().get("lowestPrice30Days").decimalValue())
                .isEqualByComparingTo("1.60");
        client.put(id, Map.of("name", "Milk, fresh", "category", "Dairy", "price", 1.9))
                .hasStatus(200);
        assertThat(client.get("/products/" + id).data().get("lowestPrice30Days").decimalValue())
                .isEqualByComparingTo("1.60");
    }

    @Test
    void whatIsToComeIsListedForAllProducts() {
        String id = client.add("Milk", "Dairy", 2);
        String change = schedule(id, 1.5, Instant.now().plusSeconds(30)).data("id");

        assertThat(api.asAdmin()
                        .get("/products/price-changes")
                        .data()
                        .valueStream()
                        .map(entry -> entry.get("id").asString()))
                .contains(change);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMIN", mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseSeesWhatIsToCome(Role role) {
        String id = client.add("Milk", "Dairy", 2);

        api.as(role).get("/products/price-changes").hasError(403, "FORBIDDEN");
        api.as(role).get("/products/" + id + "/price-changes").hasError(403, "FORBIDDEN");
        api.get("/products/" + id + "/price-changes").hasError(401, "UNAUTHORIZED");
        api.get("/products/admin").hasError(401, "UNAUTHORIZED");
        api.as(role).get("/products/admin/" + id).hasError(403, "FORBIDDEN");
    }

    private ApiResult schedule(String id, double price, Instant effectiveAt) {
        return api.asAdmin()
                .post(
                        "/products/" + id + "/price-changes",
                        Map.of("price", price, "effectiveAt", effectiveAt.toString()));
    }

    private JsonNode changesOf(String id) {
        return api.asAdmin().get("/products/" + id + "/price-changes").data();
    }

    private BigDecimal priceOf(String id) {
        return client.get("/products/" + id).data().get("price").decimalValue();
    }
}

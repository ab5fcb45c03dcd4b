package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.product.application.TrackAvailability;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.testing.EventPublisher;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import({ProductClient.class, StatementRecorder.class})
class AvailabilityIT {

    /** Whatever it is asked for, there are 37 of it. */
    private static final StubService INVENTORY = StubService.start(
            request -> Response.ok(Arrays.stream(request.queryParameter("ids").split(","))
                    .map(id -> Map.of("productId", id, "available", 37))
                    .toList()));

    private final String category = "Category " + UUID.randomUUID();

    @Autowired
    ProductClient client;

    @Autowired
    TrackAvailability track;

    @Autowired
    StatementRecorder recorder;

    private EventPublisher events;

    @DynamicPropertySource
    static void inventory(DynamicPropertyRegistry properties) {
        properties.add("INVENTORY_SERVICE_URL", INVENTORY::url);
        properties.add("homedelivery.product.stock-poll-every", () -> "1h");
    }

    @AfterAll
    static void close() {
        INVENTORY.close();
    }

    @BeforeEach
    void publisher(@Autowired StringRedisTemplate redis) {
        events = new EventPublisher(redis, "product-service");
    }

    @Test
    void whatIsNotKnownCanBeBought() {
        JsonNode product =
                client.get("/products/" + client.add("Milk", category, 1)).data();

        assertThat(product.get("inStock").asBoolean()).isTrue();
        assertThat(product.has("available")).isFalse();
    }

    @Test
    void theStockTellsOfEachChange() {
        String id = client.add("Milk", category, 1);
        String etag = client.get("/products/" + id).headers().getETag();

        tell(id, 3, 1);

        await().untilAsserted(() -> assertThat(availableOf(id)).isEqualTo(3));
        client.getIfNoneMatch("/products/" + id, etag).hasStatus(200);
        assertThat(client.get("/products?ids=" + id).data().at("/0/available").asInt())
                .isEqualTo(3);

        tell(id, 0, 2);

        await().untilAsserted(() -> assertThat(availableOf(id)).isZero());
        assertThat(client.get("/products?category={category}", category)
                        .data()
                        .at("/0/inStock")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whatIsToldLateOrTwiceChangesNothing() {
        String id = client.add("Milk", category, 1);
        AvailabilityChanged last = new AvailabilityChanged(UUID.fromString(id), 7, 5, Instant.now());
        UUID event = events.publishAndAwait(last);
        tell(id, 2, 4);
        tell(id, 1, 5);
        events.publishAndAwait(last, event);

        await().untilAsserted(() -> assertThat(availableOf(id)).isEqualTo(7));
    }

    @Test
    void anEventMayComeBeforeItsProduct() {
        UUID unheardOf = UUID.randomUUID();

        events.publishAndAwait(new AvailabilityChanged(unheardOf, 4, 1, Instant.now()));

        client.get("/products/" + unheardOf).hasStatus(404);
    }

    @Test
    void anEtagWithWhatThereIsStillServesAsIfMatch() {
        String id = client.add("Milk", category, 1);
        tell(id, 3, 1);
        await().untilAsserted(() -> assertThat(availableOf(id)).isEqualTo(3));
        String etag = client.get("/products/" + id).headers().getETag();

        client.putIfMatch(id, etag, Map.of("name", "Milk", "category", category, "price", 2))
                .hasStatus(200);
        client.putIfMatch(id, etag, Map.of("name", "Milk", "category", category, "price", 3))
                .hasStatus(409);
    }

    @Test
    void theStockIsAskedInBulkAboutWhatItHasNotToldOf() {
        List<String> ids = List.of(
                client.add("Milk", category, 1), client.add("Oats", category, 1), client.add("Rice", category, 1));
        tell(ids.getFirst(), 3, 1);

        while (track.learnNext()) {}

        await().untilAsserted(() -> assertThat(client.get("/products?category={category}&sort=name", category)
                        .data()
                        .valueStream()
                        .map(product -> product.path("available").asInt()))
                .containsExactly(3, 10, 10));
        tell(ids.get(1), 2, 1);
        await().untilAsserted(() -> assertThat(availableOf(ids.get(1))).isEqualTo(2));
    }

    @Test
    void whenTheStockDoesNotAnswerItStaysUnknown() {
        String id = client.add("Milk", category, 1);
        INVENTORY.goDown();
        try {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(track::learnNext))
                    .isInstanceOf(com.homedelivery.shared.api.error.ServiceUnavailableException.class);
        } finally {
            INVENTORY.recover();
        }

        assertThat(client.get("/products/" + id).data().has("available")).isFalse();
    }

    @Test
    void aListCostsOneQueryHoweverLongItIs() {
        for (int i = 0; i < 25; i++) {
            client.add("Jar " + i, category, 1);
        }
        client.get("/products?category={category}", "unknown");
        recorder.clear();

        assertThat(client.get("/products?category={category}", category).data()).hasSize(25);

        assertThat(recorder.count("product_availability a")).isEqualTo(1);
        assertThat(recorder.count("from products")).isEqualTo(1);
    }

    private void tell(String productId, int available, long version) {
        events.publishAndAwait(new AvailabilityChanged(UUID.fromString(productId), available, version, Instant.now()));
    }

    private int availableOf(String id) {
        return client.get("/products/" + id).data().path("available").asInt(-1);
    }
}

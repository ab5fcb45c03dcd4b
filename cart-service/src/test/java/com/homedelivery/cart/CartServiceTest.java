package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The cart service on a real Redis, beside a catalogue that a test can arrange. */
@IntegrationTest
abstract class CartServiceTest {

    static final CatalogueNeighbour catalogue = CatalogueNeighbour.start();

    @LocalServerPort
    private int port;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    StringRedisTemplate redis;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("PRODUCT_SERVICE_URL", catalogue::url);
    }

    @AfterEach
    void theCatalogueAnswers() {
        catalogue.comesUp();
    }

    Api customer() {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return new Api(service(), id, tokens.issueFor(new CurrentUser(id, "a@b.test", Role.USER)));
    }

    Api admin() {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return new Api(service(), id, tokens.issueFor(new CurrentUser(id, "boss@b.test", Role.ADMIN)));
    }

    Api stranger() {
        return new Api(service(), UuidCreator.getTimeOrderedEpoch(), "");
    }

    static Api.Answer add(Api customer, UUID productId, int quantity) {
        return customer.post(
                "/cart/items",
                "{\"productId\": \"%s\", \"quantity\": %d, \"price\": 1}".formatted(productId, quantity));
    }

    /** Waits until the service knows what the catalogue has changed: that takes a moment. */
    void untilTodaysPriceIs(UUID productId, String price) {
        await().untilAsserted(() -> assertThat(add(customer(), productId, 1)
                        .data()
                        .at("/items/0/price")
                        .decimalValue())
                .isEqualByComparingTo(price));
    }

    /** Likewise. */
    void untilItIsNoLongerSold(UUID productId) {
        await().until(() -> add(customer(), productId, 1).status() == 404);
    }

    /** What is in the customer's cart, by product. */
    static Map<UUID, Integer> quantitiesOf(Api customer) {
        return customer.get("/cart")
                .data()
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> UUID.fromString(item.get("productId").asString()),
                        item -> item.get("quantity").asInt()));
    }

    static long revisionOf(Api customer) {
        return customer.get("/cart").data().get("revision").asLong();
    }

    private URI service() {
        return URI.create("http://localhost:" + port);
    }
}

package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The cart service on a real Redis, with stubs of the product service and of the inventory service, which has plenty of everything
 * unless told. An order comes to 10 at least. Each test has a new customer.
 */
@IntegrationTest
abstract class CartServiceTest {

    static final ProductLookupStub catalogue = new ProductLookupStub();
    static final StockLookupStub inventory = new StockLookupStub();

    @Autowired
    ApiClient api;

    @Autowired
    StringRedisTemplate redis;

    ApiClient customer;
    String cartKey;
    UUID milk;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("PRODUCT_SERVICE_URL", catalogue::url);
        properties.add("INVENTORY_SERVICE_URL", inventory::url);
        properties.add("MINIMUM_ORDER_VALUE", () -> "10");
    }

    @BeforeEach
    void newCustomer() {
        customer = api.asCustomer();
        cartKey = "cart:{" + customer.userId() + "}";
        milk = catalogue.sell("Milk", "2.99");
    }

    @AfterEach
    void recover() {
        catalogue.recover();
        inventory.recover();
    }

    /** A token for a guest from a network of their own, so that tests do not share a limit. */
    String newGuestToken() {
        return beginGuestCart(randomNetwork() + "::1").hasStatus(201).data("token");
    }

    ApiResult beginGuestCart(String address) {
        return api.anonymous().withHeader("X-Forwarded-For", address).post("/cart/guest");
    }

    /** The first half of an IPv6 address. */
    static String randomNetwork() {
        return "2001:db8:" + randomGroup() + ":" + randomGroup();
    }

    private static String randomGroup() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0x10000));
    }

    static ApiResult add(ApiClient customer, UUID productId, int quantity) {
        return customer.post("/cart/items", Map.of("productId", productId, "quantity", quantity, "price", 1));
    }

    static ApiResult setQuantity(ApiClient customer, UUID productId, int quantity) {
        return customer.put("/cart/items/" + productId, Map.of("quantity", quantity));
    }

    static ApiResult remove(ApiClient customer, UUID productId) {
        return customer.delete("/cart/items/" + productId);
    }

    /** Waits until the service knows what the catalogue has changed: that takes a moment. */
    void awaitPrice(UUID productId, String price) {
        await().untilAsserted(() -> assertThat(add(api.asCustomer(), productId, 1)
                        .data()
                        .at("/items/0/price")
                        .decimalValue())
                .isEqualByComparingTo(price));
    }

    /** Likewise. */
    void awaitNotForSale(UUID productId) {
        await().until(() -> add(api.asCustomer(), productId, 1).status() == 404);
    }

    /** What is in the customer's cart, by product. */
    static Map<UUID, Integer> quantitiesOf(ApiClient customer) {
        return customer.get("/cart")
                .data()
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> UUID.fromString(item.get("productId").asString()),
                        item -> item.get("quantity").asInt()));
    }

    static long revisionOf(ApiClient customer) {
        return customer.get("/cart").data().get("revision").asLong();
    }

    /** @param cartRevision null when the order does not say of which cart it was made */
    static OrderCreated ordered(ApiClient customer, Map<UUID, Integer> quantities, @Nullable Long cartRevision) {
        return new OrderCreated(
                UUID.randomUUID(),
                customer.userId(),
                quantities.entrySet().stream()
                        .map(line -> new Item(line.getKey(), "Something", line.getValue(), BigDecimal.ONE))
                        .toList(),
                BigDecimal.TEN,
                null,
                new Address("123 Main St", "New York", "NY", "10001", null, null, null),
                Instant.now(),
                cartRevision,
                null,
                null);
    }
}

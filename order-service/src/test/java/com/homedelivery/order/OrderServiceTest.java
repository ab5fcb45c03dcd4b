package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.support.CartServiceStub;
import com.homedelivery.order.support.DeliveryServiceStub;
import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.order.support.InventoryServiceStub;
import com.homedelivery.order.support.PaymentServiceStub;
import com.homedelivery.order.support.ProductServiceStub;
import com.homedelivery.order.support.ProductServiceStub.Product;
import com.homedelivery.order.support.UserServiceStub;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.EventPublisher;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.PublishedEvents;
import com.homedelivery.shared.testing.StubService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The order service on real servers, with stubs of the services that it calls. */
@IntegrationTest
public abstract class OrderServiceTest {

    protected static final CartServiceStub carts = new CartServiceStub();
    protected static final ProductServiceStub products = new ProductServiceStub();
    protected static final InventoryServiceStub inventory = new InventoryServiceStub();
    protected static final PaymentServiceStub payments = new PaymentServiceStub();
    protected static final DeliveryServiceStub deliveries = new DeliveryServiceStub();

    protected static final UserServiceStub users = new UserServiceStub();

    /** Where orders go, at the store itself. */
    protected static final Map<String, Object> HOME = Map.of(
            "street", "123 Main St",
            "city", "New York",
            "state", "NY",
            "zipCode", "10001",
            "coordinates", Map.of("lat", 40.7128, "lng", -74.0060));

    private static final String ORDER = """
            {"deliveryAddress": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                                 "coordinates": {"lat": 40.7128, "lng": -74.0060}}}
            """;

    @Autowired
    protected ApiClient api;

    @Autowired
    protected EventPublisher events;

    @Autowired
    protected StringRedisTemplate redis;

    @Autowired
    protected JdbcClient jdbc;

    protected PublishedEvents<OrderEvent> published;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("CART_SERVICE_URL", carts.service()::url);
        properties.add("PRODUCT_SERVICE_URL", products.service()::url);
        properties.add("INVENTORY_SERVICE_URL", inventory.service()::url);
        properties.add("PAYMENT_SERVICE_URL", payments.service()::url);
        properties.add("DELIVERY_SERVICE_URL", deliveries.service()::url);
        properties.add("USER_SERVICE_URL", users.service()::url);
    }

    @BeforeEach
    void readsOrderEvents() {
        published = new PublishedEvents<>(redis, EventStream.ORDERS);
    }

    @AfterEach
    void allServicesRecover() {
        inventory.recover();
        Stream.of(carts.service(), products.service(), payments.service(), deliveries.service(), users.service())
                .forEach(StubService::recover);
    }

    protected ApiResult order(ApiClient customer) {
        return customer.post("/orders", ORDER);
    }

    protected ApiResult cancel(ApiClient customer, UUID orderId) {
        return customer.post("/orders/" + orderId + "/cancel", "{}");
    }

    /** Puts a product on sale, and into the customer's cart. There are 1000 in stock. */
    protected Product putInCart(ApiClient customer, String name, int quantity, String price) {
        return putInCart(customer, quantity, price, products.add(name, price, true));
    }

    /** @param priceInCart what the product cost when it was put into the cart */
    protected Product putInCart(ApiClient customer, int quantity, String priceInCart, Product product) {
        inventory.setStock(product, 1000);
        carts.add(customer, product.id(), product.name(), quantity, priceInCart);
        return product;
    }

    /** A customer with two milk in the cart. */
    protected ApiClient customerWithMilk() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 2, "2.99");
        return customer;
    }

    /** An order of two milk for 5.98. */
    protected UUID pendingOrder(ApiClient customer) {
        putInCart(customer, "Milk", 2, "2.99");
        return order(customer).hasStatus(201).id();
    }

    protected UUID confirmedOrder(ApiClient customer) {
        UUID orderId = pendingOrder(customer);
        events.publish(EventFixtures.paid(orderId));
        awaitStatus(orderId, "CONFIRMED");
        return orderId;
    }

    protected UUID shippedOrder(ApiClient customer) {
        UUID orderId = confirmedOrder(customer);
        events.publish(EventFixtures.started(orderId));
        awaitStatus(orderId, "SHIPPED");
        return orderId;
    }

    /** Waits until the order was placed, confirmed and cancelled, and nothing else was published. */
    protected OrderCancelled awaitCancellation(UUID orderId) {
        return (OrderCancelled) published
                .awaitExactly(orderId, OrderCreated.class, OrderConfirmed.class, OrderCancelled.class)
                .getLast();
    }

    protected String statusOf(UUID orderId) {
        return Objects.requireNonNull(valueOf(orderId, "status", String.class));
    }

    /** @param expression in SQL, over the columns of the order's row */
    protected <T> @Nullable T valueOf(UUID orderId, String expression, Class<T> type) {
        return jdbc.sql("select " + expression + " from orders where id = ?")
                .param(orderId)
                .query(type)
                .list()
                .getFirst();
    }

    protected void awaitStatus(UUID orderId, String status) {
        await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo(status));
    }

    protected List<String> causesOf(UUID orderId) {
        return jdbc.sql("select cause from order_timeline where order_id = ? order by entry_number")
                .param(orderId)
                .query(String.class)
                .list();
    }

    protected void awaitCauses(UUID orderId, String... causes) {
        await().untilAsserted(() -> assertThat(causesOf(orderId)).containsExactly(causes));
    }
}

package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The order service on real servers, between neighbours that a test can arrange. */
@IntegrationTest
abstract class OrderServiceTest {

    static final StubServices neighbours = StubServices.start();

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String ORDER = """
            {"deliveryAddress": {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                                 "coordinates": {"lat": 40.7128, "lng": -74.0060}}}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("CART_SERVICE_URL", neighbours::url);
        properties.add("PRODUCT_SERVICE_URL", neighbours::url);
        properties.add("INVENTORY_SERVICE_URL", neighbours::url);
        properties.add("PAYMENT_SERVICE_URL", neighbours::url);
        properties.add("DELIVERY_SERVICE_URL", neighbours::url);
    }

    @AfterEach
    void allNeighboursAnswer() {
        neighbours.bringUp();
    }

    Api customer() {
        return somebody(Role.USER);
    }

    Api somebody(Role role) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return new Api(
                URI.create("http://localhost:" + port), id, tokens.issueFor(new CurrentUser(id, "a@b.test", role)));
    }

    /** Another service of the suite. */
    Api service() {
        return new Api(
                URI.create("http://localhost:" + port),
                UuidCreator.getTimeOrderedEpoch(),
                tokens.issueFor(new CallingService("test-service")));
    }

    Api stranger() {
        return new Api(URI.create("http://localhost:" + port), UuidCreator.getTimeOrderedEpoch(), "");
    }

    Api.Answer order(Api customer, String... headers) {
        return customer.post("/orders", ORDER, headers);
    }

    /** An order of two milk for 5.98. */
    UUID placedBy(Api customer) {
        neighbours.inCartOf(customer, "Milk", 2, "2.99");
        Api.Answer answer = order(customer);
        assertThat(answer.status()).isEqualTo(201);
        return UUID.fromString(answer.data().get("id").asString());
    }

    String statusOf(UUID orderId) {
        return jdbc.sql("select status from orders where id = ?")
                .param(orderId)
                .query(String.class)
                .single();
    }

    void awaitStatus(UUID orderId, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo(status));
    }

    List<String> causesOf(UUID orderId) {
        return jdbc.sql("select cause from order_timeline where order_id = ? order by entry_number")
                .param(orderId)
                .query(String.class)
                .list();
    }

    void awaitCauses(UUID orderId, String... causes) {
        await().atMost(SOON).untilAsserted(() -> assertThat(causesOf(orderId)).containsExactly(causes));
    }

    /** Sends an event as another service would, and says under which id. */
    UUID arrives(DomainEvent event) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        arrives(event, id);
        return id;
    }

    void arrives(DomainEvent event, UUID id) {
        redis.opsForStream()
                .add(
                        Objects.requireNonNull(EventStream.of(event).streamKey()),
                        Map.of(
                                "id", id.toString(),
                                "type", EventStream.typeOf(event),
                                "source", "test",
                                "time", Instant.now().toString(),
                                "subject", event.key(),
                                "data", EventJson.write(event)));
    }

    /** What the service has told others about an order, so far. */
    List<OrderEvent> toldAbout(UUID orderId) {
        return Objects.requireNonNull(redis.<String, String>opsForStream().range("stream:orders", Range.unbounded()))
                .stream()
                .map(record -> record.getValue())
                .filter(fields -> orderId.toString().equals(fields.get("subject")))
                .<OrderEvent>map(fields -> EventJson.read(
                        fields.get("data"),
                        EventStream.ORDERS.recordFor(fields.get("type")).orElseThrow()))
                .toList();
    }

    /** Waits until the service has told exactly that, in that order. */
    List<OrderEvent> awaitTold(UUID orderId, List<Class<? extends OrderEvent>> events) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(toldAbout(orderId))
                        .extracting(Object::getClass)
                        .isEqualTo(events));
        return toldAbout(orderId);
    }
}

package com.homedelivery.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The service as customers, riders, admins and the order service see it. */
public class DeliveryApi {

    /** As the service's default has it. */
    public static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    /** About 2.6 km from the store. */
    public static final GeoPoint DOOR = new GeoPoint(40.7300, -73.9850);

    private static final double DEGREES_PER_KM = 1 / 111.2;

    private final RestTestClient http;
    private final int port;
    private final AccessTokens tokens;
    private final DeliveryWorkflow workflow;
    private final JdbcClient jdbc;

    public DeliveryApi(int port, AccessTokens tokens, DeliveryWorkflow workflow, JdbcClient jdbc) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.port = port;
        this.tokens = tokens;
        this.workflow = workflow;
        this.jdbc = jdbc;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public JsonNode data() {
            assertThat(body.path("success").asBoolean()).as(body.toString()).isTrue();
            assertThat(status).isEqualTo(200);
            return body.path("data");
        }

        public String text(String field) {
            return data().path(field).asString();
        }

        /** Checks that this is a refusal in the envelope. */
        public Answer isRefused(int expectedStatus, String code) {
            assertThat(status).as(body.toString()).isEqualTo(expectedStatus);
            assertThat(body.path("success").asBoolean(true)).isFalse();
            assertThat(body.at("/error/code").asString()).isEqualTo(code);
            assertThat(body.at("/error/message").asString()).isNotBlank();
            assertThat(body.path("timestamp").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            return this;
        }

        public Answer withProblem(String field) {
            assertThat(body.at("/error/details/0/field").asString())
                    .as(body.toString())
                    .isEqualTo(field);
            assertThat(body.at("/error/details/0/message").asString()).isNotBlank();
            return this;
        }
    }

    /** Somebody with a token. */
    public record Person(UUID id, String token) {}

    /** A customer's confirmed order and its delivery. */
    public record Ordered(UUID orderId, UUID deliveryId, Person customer) {}

    public int port() {
        return port;
    }

    // ---- people

    public Person person(Role role) {
        return person(UUID.randomUUID(), role);
    }

    public Person person(UUID id, Role role) {
        return new Person(id, tokens.issueFor(new CurrentUser(id, id + "@example.com", role)));
    }

    public Person customer() {
        return person(Role.USER);
    }

    public Person admin() {
        return person(Role.ADMIN);
    }

    /** The order service, with its token. */
    public Person orderService() {
        return new Person(UUID.randomUUID(), tokens.issueFor(new CallingService("order-service")));
    }

    /** A rider on duty, so many kilometres north of the store. */
    public Person riderAt(double kmFromStore) {
        Person rider = person(Role.RIDER);
        assertThat(comeOnline(rider, north(kmFromStore)).status()).isEqualTo(200);
        return rider;
    }

    public static GeoPoint north(double km) {
        return new GeoPoint(STORE.lat() + km * DEGREES_PER_KM, STORE.lng());
    }

    public Answer comeOnline(Person rider, GeoPoint at) {
        return put("/riders/me/availability", rider, Map.of("online", true, "lat", at.lat(), "lng", at.lng()));
    }

    public Answer goOffline(Person rider) {
        return put("/riders/me/availability", rider, Map.of("online", false));
    }

    // ---- orders

    public static OrderConfirmed confirmed(UUID orderId, UUID userId) {
        return new OrderConfirmed(
                orderId,
                userId,
                List.of(new OrderEvent.Item(UUID.randomUUID(), "Milk", 2, new BigDecimal("1.99"))),
                new BigDecimal("3.98"),
                new OrderEvent.Address("1 Main St", "New York", "NY", "10003", DOOR),
                Instant.now());
    }

    /** The order is confirmed, and its delivery looks for a rider. */
    public Ordered order() {
        return orderOf(customer());
    }

    public Ordered orderOf(Person customer) {
        return confirm(UUID.randomUUID(), customer);
    }

    /** An order of this id is confirmed. */
    public Ordered confirm(UUID orderId, Person customer) {
        workflow.on(confirmed(orderId, customer.id()));
        return new Ordered(orderId, deliveryIdOf(orderId), customer);
    }

    /** Whether the order's delivery can still be stopped. */
    public Answer stop(UUID orderId, boolean evenIfPickedUp) {
        return post(
                "/deliveries/orders/" + orderId + "/stop",
                orderService(),
                Map.of("userId", UUID.randomUUID(), "reason", "changed my mind", "evenIfPickedUp", evenIfPickedUp));
    }

    /** What the other services are told about the order's delivery. */
    public JsonNode standingOf(UUID orderId) {
        return get("/deliveries/orders/" + orderId, orderService()).data();
    }

    /** As an order service would that does not ask first. */
    public void cancel(Ordered order) {
        workflow.on(new OrderCancelled(order.orderId(), order.customer().id(), "changed my mind", Instant.now()));
    }

    public UUID deliveryIdOf(UUID orderId) {
        return jdbc.sql("select id from deliveries where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .single();
    }

    /** A delivery that this rider has accepted. */
    public Ordered orderTakenBy(Person rider) {
        Ordered order = order();
        awaitOffer(rider, order);
        accept(rider, order).data();
        return order;
    }

    /** A delivery that this rider has picked up. */
    public Ordered orderPickedUpBy(Person rider) {
        Ordered order = orderTakenBy(rider);
        post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();
        return order;
    }

    public Answer accept(Person rider, Ordered order) {
        return post("/deliveries/" + order.deliveryId() + "/accept", rider, null);
    }

    public JsonNode awaitOffer(Person rider, Ordered order) {
        return await().until(() -> offerTo(rider, order), offer -> offer != null);
    }

    public @Nullable JsonNode offerTo(Person rider, Ordered order) {
        for (JsonNode offer : get("/riders/me/offers", rider).data()) {
            if (offer.path("deliveryId").asString().equals(order.deliveryId().toString())) {
                return offer;
            }
        }
        return null;
    }

    public JsonNode track(Ordered order, Person viewer) {
        return get("/deliveries/" + order.orderId() + "/track", viewer).data();
    }

    public String otpOf(Ordered order) {
        return track(order, order.customer()).path("otp").asString();
    }

    public Answer move(Person rider, Ordered order, GeoPoint to) {
        return put("/deliveries/" + order.deliveryId() + "/location", rider, Map.of("lat", to.lat(), "lng", to.lng()));
    }

    /** Types of the events about an order that were left in the outbox, in their order. */
    public List<String> eventsAbout(Ordered order) {
        return jdbc.sql("select type from outbox where event_key = ? order by id")
                .param(order.orderId().toString())
                .query(String.class)
                .list();
    }

    public List<String> eventData(Ordered order, String type) {
        return jdbc.sql("select data from outbox where event_key = ? and type = ? order by id")
                .param(order.orderId().toString())
                .param(type)
                .query(String.class)
                .list();
    }

    /** Everybody goes home, and nothing is left to be delivered: what a test leaves behind is not the next one's. */
    public void closingTime() {
        jdbc.sql("update offers set status = 'WITHDRAWN' where status = 'OPEN'").update();
        jdbc.sql("""
                        update deliveries set status = 'FAILED', finished_at = now(), version = version + 1
                        where status not in ('DELIVERED', 'FAILED')
                        """).update();
        jdbc.sql("update riders set online = false, version = version + 1").update();
    }

    // ---- HTTP

    public Answer get(String path, @Nullable Person caller) {
        return call(HttpMethod.GET, path, caller, null);
    }

    public Answer put(String path, @Nullable Person caller, @Nullable Object body) {
        return call(HttpMethod.PUT, path, caller, body);
    }

    public Answer post(String path, @Nullable Person caller, @Nullable Object body) {
        return call(HttpMethod.POST, path, caller, body);
    }

    public Answer call(HttpMethod method, String path, @Nullable Person caller, @Nullable Object body) {
        var request = http.method(method).uri(path);
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var result = request.exchange().expectBody(JsonNode.class).returnResult();
        return new Answer(result.getStatus().value(), result.getResponseBody());
    }

    /** Calls made at the same moment. */
    @SafeVarargs
    public static List<Answer> atOnce(Callable<Answer>... calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.length);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<Answer> call : calls) {
                answers.add(clients.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
        }
        List<Answer> results = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            results.add(answer.get());
        }
        return results;
    }
}

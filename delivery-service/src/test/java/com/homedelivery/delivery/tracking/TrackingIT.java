package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryScenario.DOOR;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import com.homedelivery.shared.testing.ApiClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.JsonNode;

class TrackingIT extends DeliveryServiceTest {

    @Autowired
    AccessTokens tokens;

    @Autowired
    JwtProperties jwt;

    @Autowired
    EpochKeys epochKeys;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MeterRegistry metrics;

    private final List<TrackingClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(TrackingClient::close);
    }

    @Test
    void theCustomerSeesTheStateFirstAndThenWhatHappens() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        scenario.move(rider, order, north(0.25)).data();

        TrackingClient customer = subscribe(order.customer(), topic(order));
        await().until(() -> customer.summary().equals(List.of("status ASSIGNED")));
        scenario.move(rider, order, north(0.2)).data();
        assertThat(scenario.track(order, order.customer()).has("currentLocation"))
                .isFalse();
        assertThat(scenario.track(order, rider).has("currentLocation")).isTrue();
        scenario.pickUp(rider, order).data();
        assertThat(scenario.track(order, order.customer()).has("currentLocation"))
                .isTrue();
        scenario.move(rider, order, north(1)).data();
        scenario.move(rider, order, north(2)).data();
        scenario.handOver(rider, order).data();

        await().until(() -> customer.summary().contains("status DELIVERED"));
        assertThat(customer.summary())
                .hasSize(6)
                .startsWith("status ASSIGNED", "status PICKED_UP")
                .containsSubsequence(
                        "status PICKED_UP", "status IN_TRANSIT", "location " + north(2).lat(), "status DELIVERED")
                .containsSubsequence("location " + north(1).lat(), "location " + north(2).lat())
                .endsWith("status DELIVERED");

        JsonNode status = customer.received().getFirst();
        assertThat(status.propertyNames()).containsExactly("type", "deliveryId", "orderId", "status", "timestamp");
        assertThat(status.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(status.path("orderId").asString()).isEqualTo(order.orderId().toString());
        assertThat(status.path("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        JsonNode location = customer.received().stream()
                .filter(message -> message.has("location"))
                .findFirst()
                .orElseThrow();
        assertThat(location.propertyNames())
                .containsExactly("type", "deliveryId", "orderId", "location", "estimatedTime", "timestamp");
        assertThat(location.path("location").propertyNames()).containsExactlyInAnyOrder("lat", "lng");
        assertThat(location.path("estimatedTime").asInt()).isPositive();
    }

    @Test
    void aRidersPositionIsForgottenAfterTenMinutes() {
        ApiClient rider = scenario.riderAt(0.5);

        assertThat(redis.getExpire("delivery:riders:position:" + rider.userId()))
                .isBetween(
                        Duration.ofMinutes(9).toSeconds(),
                        Duration.ofMinutes(10).toSeconds());
    }

    @Test
    void nobodySeesTheRiderOnceTheDeliveryIsOver() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, north(1)).data();
        scenario.handOver(rider, order).data();
        scenario.move(rider, new GeoPoint(40.8, -74.0)).data();

        TrackingClient late = subscribe(order.customer(), topic(order));

        await().until(() -> !late.summary().isEmpty());
        for (ApiClient viewer : List.of(order.customer(), rider, api.asAdmin())) {
            assertThat(scenario.track(order, viewer).has("currentLocation")).isFalse();
        }
        assertThat(late.summary()).containsExactly("status DELIVERED");
    }

    @Test
    void heartBeatsAreTenSecondsBothWays() throws Exception {
        TrackingClient customer = keep(TrackingClient.of(api.asCustomer(), api.port()));

        await().until(() -> customer.welcome() != null);
        assertThat(customer.welcome().getHeartbeat()).containsExactly(10_000, 10_000);
    }

    @Test
    void theRiderSendsPositionsOverTheSession() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        TrackingClient customer = subscribe(order.customer(), topic(order));
        await().until(() -> !customer.summary().isEmpty());
        TrackingClient phone = keep(TrackingClient.of(rider, api.port()));

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");

        await().until(() -> customer.summary().contains("location 40.72"));
        assertThat(customer.summary()).contains("status IN_TRANSIT");
        assertThat(scenario.track(order, order.customer())
                        .at("/currentLocation/lat")
                        .asDouble())
                .isEqualTo(40.72);
        assertThat(scenario.eventsAbout(order)).endsWith("delivery.in_transit");
    }

    @Test
    void aSessionEndsWhenTheAccountChanges() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        TrackingClient phone = subscribe(rider, "/user/queue/offers");

        redis.opsForValue().set(epochKeys.of(rider.userId()), "1");

        await().atMost(Duration.ofSeconds(30)).until(() -> !phone.errors().isEmpty());
        isRefused(phone, "TOKEN_EXPIRED");
        isRefused(keep(TrackingClient.connecting(api.port(), TrackingClient.tokenOf(rider))), "TOKEN_EXPIRED");
    }

    @Test
    void aLatePositionDoesNotEndTheSession() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        TrackingClient phone = subscribe(rider, "/user/queue/offers");
        scenario.fail(rider, order, "rain").data();

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");
        Ordered next = scenario.order();

        await().until(() -> phone.summary().contains("offer " + next.deliveryId()));
        assertThat(phone.errors()).isEmpty();
    }

    @Test
    void ridersGetOffersAtOnceAndOpenOnesWhenTheyComeBack() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        TrackingClient phone = subscribe(rider, "/user/queue/offers");
        TrackingClient otherPhone = subscribe(scenario.riderAt(24.9), "/user/queue/offers");

        Ordered order = scenario.order();

        await().until(() -> !phone.received().isEmpty());
        JsonNode offer = phone.received().getFirst();
        assertThat(offer.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(offer.path("expiresAt").asString()).endsWith("Z");
        assertThat(offer.at("/pickupLocation/lat").asDouble()).isPositive();
        assertThat(otherPhone.received()).isEmpty();

        TrackingClient again = subscribe(rider, "/user/queue/offers");
        await().until(() -> again.summary().equals(List.of("offer " + order.deliveryId())));
    }

    @Test
    void itsRiderAndAdminsMaySubscribeToo() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        TrackingClient ride = subscribe(rider, topic(order));
        TrackingClient admin = subscribe(api.asAdmin(), topic(order));

        await().until(() ->
                ride.summary().contains("status ASSIGNED") && admin.summary().contains("status ASSIGNED"));
        assertThat(ride.received().toString()).doesNotContain("otp");
    }

    @Test
    void aFormerRiderGetsNoMoreUpdates() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        TrackingClient former = subscribe(rider, topic(order));
        TrackingClient customer = subscribe(order.customer(), topic(order));
        await().until(() -> !former.summary().isEmpty() && !customer.summary().isEmpty());

        ApiClient next = scenario.riderAt(30);
        scenario.assign(order, next).data();
        scenario.pickUp(next, order).data();
        // The former rider's subscription ends asynchronously: from some update on, only the customer gets them.
        await().until(() -> {
            scenario.move(next, order, DOOR).data();
            return customer.summary().size() >= former.summary().size() + 5;
        });
        assertThat(former.errors()).isEmpty();
    }

    @Test
    void somebodyElsesDeliveryIsRefused() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        isRefused(subscribe(api.asCustomer(), topic(order)), "NOT_FOUND");
        isRefused(subscribe(api.asRider(), topic(order)), "NOT_FOUND");
    }

    @Test
    void whoSubscribesBeforeThereIsADeliveryGetsItsFirstState() throws Exception {
        UUID orderId = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        TrackingClient early = subscribe(customer, "/topic/deliveries/" + orderId);
        TrackingClient stranger = subscribe(api.asCustomer(), "/topic/deliveries/" + orderId);
        await().until(() -> pendingSubscriptions() == 2);

        Ordered order = scenario.confirm(orderId, customer);

        await().until(() -> early.summary().equals(List.of("status PENDING")));
        isRefused(stranger, "NOT_FOUND");
        assertThat(stranger.received()).isEmpty();
        scenario.stop(orderId, false).data();
        await().until(() -> early.summary().equals(List.of("status PENDING", "status FAILED")));
        assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
        await().until(() -> pendingSubscriptions() == 0);
    }

    @Test
    void aDeliveryWhoseUpdateWasLostIsFound() throws Exception {
        UUID orderId = UUID.randomUUID();
        Ordered other = scenario.order();
        TrackingClient early = subscribe(other.customer(), "/topic/deliveries/" + orderId);
        await().until(() -> pendingSubscriptions() == 1);

        jdbc.sql("update deliveries set order_id = ? where id = ?")
                .param(orderId)
                .param(other.deliveryId())
                .update();

        await().until(() -> early.summary().equals(List.of("status PENDING")));
    }

    @Test
    void whoUnsubscribesOrLeavesDoesNotWaitAnyMore() throws Exception {
        UUID orderId = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        TrackingClient gone = subscribe(customer, "/topic/deliveries/" + orderId);
        TrackingClient changedItsMind = keep(TrackingClient.of(customer, api.port()));
        var subscription = changedItsMind.subscribe("/topic/deliveries/" + orderId);
        await().until(() -> pendingSubscriptions() == 2);

        subscription.unsubscribe();
        await().until(() -> pendingSubscriptions() == 1);
        gone.close();
        await().until(() -> pendingSubscriptions() == 0);

        Ordered order = scenario.confirm(orderId, customer);
        changedItsMind.subscribe(topic(order));
        await().until(() -> changedItsMind.summary().equals(List.of("status PENDING")));
    }

    @Test
    void pendingSubscriptionsCountTowardsTheLimit() throws Exception {
        TrackingClient client = keep(TrackingClient.of(api.asCustomer(), api.port()));

        for (int i = 0; i < 21; i++) {
            client.subscribe("/topic/deliveries/" + UUID.randomUUID());
        }

        isRefused(client, "RATE_LIMIT_EXCEEDED");
        await().until(() -> pendingSubscriptions() == 0);
    }

    private double pendingSubscriptions() {
        return metrics.get("homedelivery.delivery.tracking.subscriptions.pending")
                .gauge()
                .value();
    }

    @Test
    void offersAreForRiders() throws Exception {
        isRefused(subscribe(api.asCustomer(), "/user/queue/offers"), "FORBIDDEN");
        isRefused(subscribe(api.asAdmin(), "/user/queue/offers"), "FORBIDDEN");
        isRefused(subscribe(api.asCustomer(), "/user/queue/reminders"), "FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/deliveries/*",
                "/topic/**",
                "/topic/anything",
                "/queue/offers",
                "/user/queue/anything",
                "/app/deliveries/0198a9f2-0000-7000-8000-00000000abcd/location"
            })
    void unknownDestinationsAreRefused(String destination) throws Exception {
        isRefused(subscribe(api.asAdmin(), destination), "NOT_FOUND");
    }

    @Test
    void clientsCannotSendToOtherClients() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        for (String destination : List.of(topic(order), "/user/queue/offers", "/queue/offers", "/app/other")) {
            TrackingClient phone = keep(TrackingClient.of(rider, api.port()));
            phone.send(destination, "{\"type\":\"status-update\"}");
            isRefused(phone, "NOT_FOUND");
        }
    }

    @Test
    void onlyItsRiderSendsPositions() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        String destination = "/app/deliveries/" + order.deliveryId() + "/location";

        TrackingClient customer = keep(TrackingClient.of(order.customer(), api.port()));
        customer.send(destination, "{\"lat\": 1, \"lng\": 1}");
        isRefused(customer, "FORBIDDEN");
        TrackingClient other = keep(TrackingClient.of(api.asRider(), api.port()));
        other.send(destination, "{\"lat\": 1, \"lng\": 1}");
        isRefused(other, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"lat\": 91, \"lng\": 0}", "{\"lat\": 1}", "{\"lat\": \"x\", \"lng\": 0}", "nonsense", ""})
    void badPositionsAreRefused(String position) throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        TrackingClient phone = keep(TrackingClient.of(rider, api.port()));

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", position);

        isRefused(phone, "VALIDATION_ERROR");
        assertThat(phone.errors().toString()).doesNotContain("Exception", "jackson", "homedelivery");
    }

    @Test
    void whoSendsNoValidTokenIsRefused() {
        isRefused(keep(TrackingClient.connecting(api.port(), new StompHeaders())), "UNAUTHORIZED");
        isRefused(connecting("Basic abc"), "UNAUTHORIZED");
        isRefused(connecting("Bearer nonsense"), "INVALID_TOKEN");
        isRefused(connecting("Bearer " + tokenValidFor(Duration.ofSeconds(-1))), "TOKEN_EXPIRED");
        isRefused(connecting("Bearer " + tokens.issueFor(new CallingService("order-service"))), "FORBIDDEN");
    }

    @Test
    void aTokenInTheHandshakeIsIgnored() {
        ApiClient customer = api.asCustomer();
        Ordered order = scenario.orderOf(customer);

        TrackingClient client = keep(TrackingClient.connecting(api.port(), customer, TrackingClient.tokenOf(customer)));
        client.subscribe(topic(order));

        await().until(() -> client.summary().contains("status PENDING"));
    }

    @Test
    void aTokenInTheHandshakeIsNoSubstituteForTheOneInConnect() {
        ApiClient customer = api.asCustomer();

        isRefused(keep(TrackingClient.connecting(api.port(), customer, new StompHeaders())), "UNAUTHORIZED");
    }

    @Test
    void onePersonHasOnlySoManySessions() throws Exception {
        ApiClient customer = api.asCustomer();
        for (int i = 0; i < 5; i++) {
            keep(TrackingClient.of(customer, api.port()));
        }

        isRefused(keep(TrackingClient.connecting(api.port(), TrackingClient.tokenOf(customer))), "RATE_LIMIT_EXCEEDED");
        keep(TrackingClient.of(api.asCustomer(), api.port()));

        clients.getFirst().close();
        await().ignoreExceptions().until(() -> {
            keep(TrackingClient.of(customer, api.port()));
            return true;
        });
    }

    @Test
    void theSessionEndsWithTheToken() throws Exception {
        UUID id = UUID.randomUUID();
        Ordered order = scenario.orderOf(api.as(id));
        // Long enough to connect and to subscribe, on a busy machine as well.
        ApiClient customer = api.withToken(tokenFor(id, Duration.ofSeconds(8)));

        TrackingClient client = subscribe(customer, topic(order));

        await().until(() -> !client.summary().isEmpty());
        isRefused(client, "TOKEN_EXPIRED");
    }

    @Test
    void sessionsAndHeartBeatsDoNotWaitForTheDatabase(
            @Autowired @Qualifier("taskScheduler") ThreadPoolTaskScheduler jobs,
            @Autowired SimpleBrokerMessageHandler broker)
            throws Exception {
        int threads = jobs.getScheduledThreadPoolExecutor().getCorePoolSize();
        CountDownLatch standing = new CountDownLatch(threads);
        CountDownLatch databaseAnswers = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            jobs.submit(() -> {
                standing.countDown();
                databaseAnswers.await();
                return null;
            });
        }
        try {
            assertThat(standing.await(1, TimeUnit.MINUTES)).isTrue();

            CompletableFuture<Void> heartBeat = new CompletableFuture<>();
            broker.getTaskScheduler().schedule(() -> heartBeat.complete(null), Instant.now());
            ApiClient person = api.withToken(tokenValidFor(Duration.ofSeconds(3)));
            TrackingClient client = keep(TrackingClient.connecting(api.port(), TrackingClient.tokenOf(person)));

            assertThat(heartBeat).succeedsWithin(Duration.ofSeconds(20));
            isRefused(client, "TOKEN_EXPIRED");
        } finally {
            databaseAnswers.countDown();
        }
    }

    @Test
    void aSessionHasOnlySoManySubscriptions() throws Exception {
        Ordered order = scenario.order();
        TrackingClient client = keep(TrackingClient.of(order.customer(), api.port()));
        for (int i = 0; i < 21; i++) {
            client.subscribe(topic(order));
        }

        isRefused(client, "RATE_LIMIT_EXCEEDED");
    }

    @Test
    void invalidFramesAreRefusedWithoutInternals() {
        RawClient client = new RawClient(api.port());

        client.send("HELLO\n\nworld\0");

        await().until(() -> client.closed.isDone());
        assertThat(String.join("", client.received))
                .startsWith("ERROR")
                .contains("message:VALIDATION_ERROR")
                .doesNotContain("Exception", "springframework");
    }

    @Test
    void framesThatAreTooLargeEndTheSession() {
        RawClient client = new RawClient(api.port());

        client.send("CONNECT\naccept-version:1.2\nfiller:" + "x".repeat(20_000) + "\n\n\0");

        await().until(() -> client.closed.isDone());
    }

    @Test
    void nothingIsAcceptedBeforeConnect() {
        RawClient client = new RawClient(api.port());

        client.send("SUBSCRIBE\nid:0\ndestination:/topic/deliveries/" + UUID.randomUUID() + "\n\n\0");

        await().until(() -> client.closed.isDone());
        assertThat(String.join("", client.received)).contains("message:UNAUTHORIZED");
    }

    @Test
    void everyNewSubscriberGetsTheStateBeforeAnyUpdate() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, DOOR).data();
        TrackingClient sender = keep(TrackingClient.of(rider, api.port()));
        var moving = new CompletableFuture<Void>();
        Thread rides = Thread.ofVirtual().start(() -> {
            for (int i = 0; !moving.isDone(); i++) {
                scenario.move(rider, order, north(i % 20));
            }
        });

        try {
            for (int i = 0; i < 10; i++) {
                TrackingClient client = subscribe(order.customer(), topic(order));
                await().until(() -> client.summary().size() >= 4);
                assertThat(client.summary().getFirst()).isEqualTo("status IN_TRANSIT");
                assertThat(client.summary().get(1)).startsWith("location");
                client.close();
            }
        } finally {
            moving.complete(null);
            rides.join();
        }
        assertThat(sender.errors()).isEmpty();
    }

    private String topic(Ordered order) {
        return "/topic/deliveries/" + order.orderId();
    }

    private TrackingClient subscribe(ApiClient person, String destination) throws Exception {
        return keep(TrackingClient.of(person, api.port()).subscribedTo(destination));
    }

    private TrackingClient connecting(String authorization) {
        StompHeaders headers = new StompHeaders();
        headers.add("Authorization", authorization);
        return keep(TrackingClient.connecting(api.port(), headers));
    }

    private TrackingClient keep(TrackingClient client) {
        clients.add(client);
        return client;
    }

    private static void isRefused(TrackingClient client, String code) {
        await().until(() -> !client.errors().isEmpty());
        assertThat(client.errors().getFirst().code()).isEqualTo(code);
        assertThat(client.errors().getFirst().body().path("code").asString()).isEqualTo(code);
        assertThat(client.errors().getFirst().body().path("message").asString()).isNotBlank();
        await().until(client::isClosed);
    }

    private String tokenValidFor(Duration lifetime) {
        return tokenFor(UUID.randomUUID(), lifetime);
    }

    private String tokenFor(UUID user, Duration lifetime) {
        return new AccessTokens(new JwtProperties(jwt.secret(), jwt.issuer(), lifetime), clock)
                .issueFor(new CurrentUser(user, "a@b.test", Role.USER));
    }

    /** A client that sends any text. */
    private static final class RawClient implements WebSocket.Listener {

        private final List<String> received = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final WebSocket socket;

        private RawClient(int port) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("v12.stomp")
                    .buildAsync(URI.create("ws://localhost:" + port + "/ws"), this)
                    .join();
        }

        private void send(String frame) {
            socket.sendText(frame, true);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            received.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete(null);
        }
    }
}

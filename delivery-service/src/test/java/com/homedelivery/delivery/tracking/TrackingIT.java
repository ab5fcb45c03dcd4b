package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryApi.DOOR;
import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenEpochs;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.JsonNode;

@DeliveryServiceTest
class TrackingIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    AccessTokens tokens;

    @Autowired
    JwtProperties jwt;

    @Autowired
    Clock clock;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MeterRegistry metrics;

    private final List<Watcher> watchers = new ArrayList<>();

    @AfterEach
    void closingTime() {
        watchers.forEach(Watcher::close);
        api.closingTime();
    }

    @Test
    void theCustomerSeesTheStateFirstAndThenWhatHappens() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        api.move(rider, order, north(0.25)).data();

        Watcher customer = watch(order.customer(), topic(order));
        await().until(() -> customer.story().equals(List.of("status ASSIGNED")));
        api.move(rider, order, north(0.2)).data();
        assertThat(api.track(order, order.customer()).has("currentLocation")).isFalse();
        assertThat(api.track(order, rider).has("currentLocation")).isTrue();
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();
        assertThat(api.track(order, order.customer()).has("currentLocation")).isTrue();
        api.move(rider, order, north(1)).data();
        api.move(rider, order, north(2)).data();
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();

        await().until(() -> customer.story().contains("status DELIVERED"));
        assertThat(customer.story())
                .hasSize(6)
                .startsWith("status ASSIGNED", "status PICKED_UP")
                .containsSubsequence(
                        "status PICKED_UP", "status IN_TRANSIT", "location " + north(2).lat(), "status DELIVERED")
                .containsSubsequence("location " + north(1).lat(), "location " + north(2).lat())
                .endsWith("status DELIVERED");

        JsonNode status = customer.heard().getFirst();
        assertThat(status.propertyNames()).containsExactly("type", "deliveryId", "orderId", "status", "timestamp");
        assertThat(status.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(status.path("orderId").asString()).isEqualTo(order.orderId().toString());
        assertThat(status.path("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        JsonNode location = customer.heard().stream()
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
        Person rider = api.riderAt(0.5);

        assertThat(redis.getExpire("delivery:riders:position:" + rider.id()))
                .isBetween(
                        Duration.ofMinutes(9).toSeconds(),
                        Duration.ofMinutes(10).toSeconds());
    }

    @Test
    void nobodySeesTheRiderOnceItIsOver() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, north(1)).data();
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();
        api.put("/riders/me/location", rider, Map.of("lat", 40.8, "lng", -74.0)).data();

        Watcher late = watch(order.customer(), topic(order));

        await().until(() -> !late.story().isEmpty());
        for (Person viewer : List.of(order.customer(), rider, api.admin())) {
            assertThat(api.track(order, viewer).has("currentLocation")).isFalse();
        }
        assertThat(late.story()).containsExactly("status DELIVERED");
    }

    @Test
    void heartBeatsAreTenSecondsBothWays() throws Exception {
        Watcher customer = keep(Watcher.of(api.customer(), api.port()));

        await().until(() -> customer.welcome() != null);
        assertThat(customer.welcome().getHeartbeat()).containsExactly(10_000, 10_000);
    }

    @Test
    void theRiderSendsPositionsOverTheSession() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Watcher customer = watch(order.customer(), topic(order));
        await().until(() -> !customer.story().isEmpty());
        Watcher phone = keep(Watcher.of(rider, api.port()));

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");

        await().until(() -> customer.story().contains("location 40.72"));
        assertThat(customer.story()).contains("status IN_TRANSIT");
        assertThat(api.track(order, order.customer()).at("/currentLocation/lat").asDouble())
                .isEqualTo(40.72);
        assertThat(api.eventsAbout(order)).endsWith("delivery.in_transit");
    }

    @Test
    void aSessionEndsWhenTheAccountChanges() throws Exception {
        Person rider = api.riderAt(0.5);
        Watcher phone = watch(rider, "/user/queue/offers");

        redis.opsForValue().set(TokenEpochs.keyOf(rider.id()), "1");

        await().atMost(Duration.ofSeconds(30)).until(() -> !phone.errors().isEmpty());
        isRefused(phone, "TOKEN_EXPIRED");
        isRefused(keep(Watcher.connecting(api.port(), Watcher.tokenOf(rider))), "TOKEN_EXPIRED");
    }

    @Test
    void aLatePositionDoesNotEndTheSession() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Watcher phone = watch(rider, "/user/queue/offers");
        api.post("/deliveries/" + order.deliveryId() + "/fail", rider, Map.of("reason", "rain"))
                .data();

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");
        Ordered next = api.order();

        await().until(() -> phone.story().contains("offer " + next.deliveryId()));
        assertThat(phone.errors()).isEmpty();
    }

    @Test
    void ridersAreAskedAtOnceAndToldWhatIsOpenWhenTheyComeBack() throws Exception {
        Person rider = api.riderAt(0.5);
        Watcher phone = watch(rider, "/user/queue/offers");
        Watcher otherPhone = watch(api.riderAt(24.9), "/user/queue/offers");

        Ordered order = api.order();

        await().until(() -> !phone.heard().isEmpty());
        JsonNode offer = phone.heard().getFirst();
        assertThat(offer.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(offer.path("expiresAt").asString()).endsWith("Z");
        assertThat(offer.at("/pickupLocation/lat").asDouble()).isPositive();
        assertThat(otherPhone.heard()).isEmpty();

        Watcher again = watch(rider, "/user/queue/offers");
        await().until(() -> again.story().equals(List.of("offer " + order.deliveryId())));
    }

    @Test
    void itsRiderAndAdminsMayWatchToo() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        Watcher ride = watch(rider, topic(order));
        Watcher admin = watch(api.admin(), topic(order));

        await().until(() ->
                ride.story().contains("status ASSIGNED") && admin.story().contains("status ASSIGNED"));
        assertThat(ride.heard().toString()).doesNotContain("otp");
    }

    @Test
    void whoseDeliveryItNoLongerIsWatchesItNoLonger() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Watcher former = watch(rider, topic(order));
        Watcher customer = watch(order.customer(), topic(order));
        await().until(() -> !former.story().isEmpty() && !customer.story().isEmpty());

        Person next = api.riderAt(30);
        api.post("/deliveries/" + order.deliveryId() + "/assign", api.admin(), Map.of("riderId", next.id()))
                .data();
        api.post("/deliveries/" + order.deliveryId() + "/pickup", next, null).data();
        // The former rider's subscription ends on its own way: from some update on, the customer alone is told.
        await().until(() -> {
            api.move(next, order, DOOR).data();
            return customer.story().size() >= former.story().size() + 5;
        });
        assertThat(former.errors()).isEmpty();
    }

    @Test
    void somebodyElsesDeliveryIsRefused() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        isRefused(watch(api.customer(), topic(order)), "NOT_FOUND");
        isRefused(watch(api.person(Role.RIDER), topic(order)), "NOT_FOUND");
    }

    @Test
    void whoeverSubscribesBeforeThereIsADeliveryWaitsAndBeginsWithTheFirstState() throws Exception {
        UUID orderId = UUID.randomUUID();
        Person customer = api.customer();
        Watcher early = watch(customer, "/topic/deliveries/" + orderId);
        Watcher stranger = watch(api.customer(), "/topic/deliveries/" + orderId);
        await().until(() -> waiting() == 2);

        Ordered order = api.confirm(orderId, customer);

        await().until(() -> early.story().equals(List.of("status PENDING")));
        isRefused(stranger, "NOT_FOUND");
        assertThat(stranger.heard()).isEmpty();
        api.stop(orderId, false).data();
        await().until(() -> early.story().equals(List.of("status PENDING", "status FAILED")));
        assertThat(api.track(order, customer).path("status").asString()).isEqualTo("FAILED");
        await().until(() -> waiting() == 0);
    }

    @Test
    void aDeliveryOfWhichNobodyToldIsFoundAllTheSame(@Autowired JdbcClient jdbc) throws Exception {
        UUID orderId = UUID.randomUUID();
        Ordered other = api.order();
        Watcher early = watch(other.customer(), "/topic/deliveries/" + orderId);
        await().until(() -> waiting() == 1);

        jdbc.sql("update deliveries set order_id = ? where id = ?")
                .param(orderId)
                .param(other.deliveryId())
                .update();

        await().until(() -> early.story().equals(List.of("status PENDING")));
    }

    @Test
    void whoNoLongerWantsToWaitDoesNot() throws Exception {
        UUID orderId = UUID.randomUUID();
        Person customer = api.customer();
        Watcher gone = watch(customer, "/topic/deliveries/" + orderId);
        Watcher changedItsMind = keep(Watcher.of(customer, api.port()));
        var subscription = changedItsMind.subscribe("/topic/deliveries/" + orderId);
        await().until(() -> waiting() == 2);

        subscription.unsubscribe();
        await().until(() -> waiting() == 1);
        gone.close();
        await().until(() -> waiting() == 0);

        Ordered order = api.confirm(orderId, customer);
        changedItsMind.subscribe(topic(order));
        await().until(() -> changedItsMind.story().equals(List.of("status PENDING")));
    }

    @Test
    void waitingSubscriptionsAreCountedToo() throws Exception {
        Watcher watcher = keep(Watcher.of(api.customer(), api.port()));

        for (int i = 0; i < 21; i++) {
            watcher.subscribe("/topic/deliveries/" + UUID.randomUUID());
        }

        isRefused(watcher, "RATE_LIMIT_EXCEEDED");
        await().until(() -> waiting() == 0);
    }

    private double waiting() {
        return metrics.get("homedelivery.tracking.waiting").gauge().value();
    }

    @Test
    void offersAreForRiders() throws Exception {
        isRefused(watch(api.customer(), "/user/queue/offers"), "FORBIDDEN");
        isRefused(watch(api.admin(), "/user/queue/offers"), "FORBIDDEN");
        isRefused(watch(api.customer(), "/user/queue/reminders"), "FORBIDDEN");
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
        isRefused(watch(api.admin(), destination), "NOT_FOUND");
    }

    @Test
    void clientsDoNotSpeakToEachOther() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        for (String destination : List.of(topic(order), "/user/queue/offers", "/queue/offers", "/app/other")) {
            Watcher phone = keep(Watcher.of(rider, api.port()));
            phone.send(destination, "{\"type\":\"status-update\"}");
            isRefused(phone, "NOT_FOUND");
        }
    }

    @Test
    void onlyItsRiderSendsPositions() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        String destination = "/app/deliveries/" + order.deliveryId() + "/location";

        Watcher customer = keep(Watcher.of(order.customer(), api.port()));
        customer.send(destination, "{\"lat\": 1, \"lng\": 1}");
        isRefused(customer, "FORBIDDEN");
        Watcher other = keep(Watcher.of(api.person(Role.RIDER), api.port()));
        other.send(destination, "{\"lat\": 1, \"lng\": 1}");
        isRefused(other, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"lat\": 91, \"lng\": 0}", "{\"lat\": 1}", "{\"lat\": \"x\", \"lng\": 0}", "nonsense", ""})
    void badPositionsAreRefused(String position) throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Watcher phone = keep(Watcher.of(rider, api.port()));

        phone.send("/app/deliveries/" + order.deliveryId() + "/location", position);

        isRefused(phone, "VALIDATION_ERROR");
        assertThat(phone.errors().toString()).doesNotContain("Exception", "jackson", "homedelivery");
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsNotLetIn() {
        isRefused(keep(Watcher.connecting(api.port(), new StompHeaders())), "UNAUTHORIZED");
        isRefused(connecting("Basic abc"), "UNAUTHORIZED");
        isRefused(connecting("Bearer nonsense"), "INVALID_TOKEN");
        isRefused(connecting("Bearer " + tokenGoodFor(Duration.ofSeconds(-1))), "TOKEN_EXPIRED");
        isRefused(connecting("Bearer " + tokens.issueFor(new CallingService("order-service"))), "FORBIDDEN");
    }

    @Test
    void aTokenInTheHandshakeDoesNoHarm() {
        Person customer = api.customer();
        Ordered order = api.orderOf(customer);

        Watcher watcher = keep(Watcher.connecting(api.port(), customer, Watcher.tokenOf(customer)));
        watcher.subscribe(topic(order));

        await().until(() -> watcher.story().contains("status PENDING"));
    }

    @Test
    void aTokenInTheHandshakeIsNoSubstituteForTheOneInConnect() {
        Person customer = api.customer();

        isRefused(keep(Watcher.connecting(api.port(), customer, new StompHeaders())), "UNAUTHORIZED");
    }

    @Test
    void onePersonHasOnlySoManySessions() throws Exception {
        Person customer = api.customer();
        for (int i = 0; i < 5; i++) {
            keep(Watcher.of(customer, api.port()));
        }

        isRefused(keep(Watcher.connecting(api.port(), Watcher.tokenOf(customer))), "RATE_LIMIT_EXCEEDED");
        keep(Watcher.of(api.customer(), api.port()));

        watchers.getFirst().close();
        await().ignoreExceptions().until(() -> {
            keep(Watcher.of(customer, api.port()));
            return true;
        });
    }

    @Test
    void theSessionEndsWithTheToken() throws Exception {
        UUID id = UUID.randomUUID();
        Ordered order = api.orderOf(new Person(id, ""));
        // Long enough to connect and to subscribe, on a busy machine as well.
        Person customer = new Person(id, tokenFor(id, Duration.ofSeconds(8)));

        Watcher watcher = watch(customer, topic(order));

        await().until(() -> !watcher.story().isEmpty());
        isRefused(watcher, "TOKEN_EXPIRED");
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
            Person person = new Person(UUID.randomUUID(), tokenGoodFor(Duration.ofSeconds(3)));
            Watcher watcher = keep(Watcher.connecting(api.port(), Watcher.tokenOf(person)));

            assertThat(heartBeat).succeedsWithin(Duration.ofSeconds(20));
            isRefused(watcher, "TOKEN_EXPIRED");
        } finally {
            databaseAnswers.countDown();
        }
    }

    @Test
    void subscriptionsAreCounted() throws Exception {
        Ordered order = api.order();
        Watcher watcher = keep(Watcher.of(order.customer(), api.port()));
        for (int i = 0; i < 21; i++) {
            watcher.subscribe(topic(order));
        }

        isRefused(watcher, "RATE_LIMIT_EXCEEDED");
    }

    @Test
    void garbageIsRefusedWithoutInternals() {
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
    void nothingGoesBeforeConnect() {
        RawClient client = new RawClient(api.port());

        client.send("SUBSCRIBE\nid:0\ndestination:/topic/deliveries/" + UUID.randomUUID() + "\n\n\0");

        await().until(() -> client.closed.isDone());
        assertThat(String.join("", client.received)).contains("message:UNAUTHORIZED");
    }

    @Test
    void everyNewWatcherIsToldTheStateBeforeAnyUpdate() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, DOOR).data();
        Watcher sender = keep(Watcher.of(rider, api.port()));
        var moving = new CompletableFuture<Void>();
        Thread rides = Thread.ofVirtual().start(() -> {
            for (int i = 0; !moving.isDone(); i++) {
                api.move(rider, order, north(i % 20));
            }
        });

        try {
            for (int i = 0; i < 10; i++) {
                Watcher watcher = watch(order.customer(), topic(order));
                await().until(() -> watcher.story().size() >= 4);
                assertThat(watcher.story().getFirst()).isEqualTo("status IN_TRANSIT");
                assertThat(watcher.story().get(1)).startsWith("location");
                watcher.close();
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

    private Watcher watch(Person person, String destination) throws Exception {
        return keep(Watcher.of(person, api.port()).watching(destination));
    }

    private Watcher connecting(String authorization) {
        StompHeaders headers = new StompHeaders();
        headers.add("Authorization", authorization);
        return keep(Watcher.connecting(api.port(), headers));
    }

    private Watcher keep(Watcher watcher) {
        watchers.add(watcher);
        return watcher;
    }

    private static void isRefused(Watcher watcher, String code) {
        await().until(() -> !watcher.errors().isEmpty());
        assertThat(watcher.errors().getFirst().code()).isEqualTo(code);
        assertThat(watcher.errors().getFirst().body().path("code").asString()).isEqualTo(code);
        assertThat(watcher.errors().getFirst().body().path("message").asString())
                .isNotBlank();
        await().until(watcher::isClosed);
    }

    private String tokenGoodFor(Duration lifetime) {
        return tokenFor(UUID.randomUUID(), lifetime);
    }

    private String tokenFor(UUID user, Duration lifetime) {
        return new AccessTokens(new JwtProperties(jwt.secret(), jwt.issuer(), lifetime, lifetime), clock)
                .issueFor(new CurrentUser(user, "a@b.test", Role.USER));
    }

    /** A client that says whatever it is told to. */
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

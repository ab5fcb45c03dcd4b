package com.homedelivery.systemtests.upgrade;

import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Person;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.TestSuite;
import com.homedelivery.systemtests.upgrade.Recording.Account;
import com.homedelivery.systemtests.upgrade.Recording.Cast;
import com.homedelivery.systemtests.upgrade.Recording.RecordedOrder;
import com.homedelivery.systemtests.upgrade.Recording.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;
import tools.jackson.databind.JsonNode;

/** What people do in a release until there is an order in every state and an event at every place; then everything is killed. */
final class ReleaseStory {

    /** What the suite has to be started with. */
    static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_PER_MINUTE", "1000000",
            "PAYMENT_SIMULATED_DELAY", "10s",
            "HOMEDELIVERY_JWT_ACCESSTTL", "36500d");

    private static final String PASSWORD = "password123";
    private static final double STORE_LAT = 40.7128;
    private static final double STORE_LNG = -74.0060;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int STOCK = 100;
    private static final int PAID = 6;
    private static final String CREDIT_CARD = "credit_card";
    /** A method of the simulated provider. */
    private static final String REFUND_REJECTED_ONCE = "test_refund_refused_1";

    private static final String READER = "notification-service";

    private final TestSuite suite;
    private final Gateway gateway;
    private final Admin admin;
    private final List<Account> people = new ArrayList<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, Customer> customers = new LinkedHashMap<>();

    ReleaseStory(TestSuite suite) {
        this.suite = suite;
        this.gateway = new Gateway(suite.gateway());
        this.admin = new Admin(gateway, "admin@homedelivery.test", PASSWORD);
    }

    /** Plays all of it. No service runs afterwards. */
    Cast play() throws Exception {
        admin.login();
        JsonNode apples = admin.addProduct("Recorded apples", new BigDecimal("2.50"), STOCK);
        List<String> paid = new ArrayList<>();
        paid.add(paidOrder(customer("cash"), apples, "cod"));
        for (int number = 1; number < PAID; number++) {
            paid.add(paidOrder(customer("card-" + number), apples, CREDIT_CARD));
        }
        paid.forEach(this::awaitPaid);

        Rider quick = rider("quick");
        handOver(quick, accepted(quick, State.DELIVERED));
        Delivery onItsWay = accepted(quick, State.ON_ITS_WAY);
        pickUp(quick, onItsWay);
        quick.sendLocation(onItsWay.id(), STORE_LAT + 0.001, STORE_LNG + 0.001).expect(200);
        accepted(rider("waiting"), State.PREPARING);
        Rider leaving = rider("leaving");
        Delivery unheard = accepted(leaving, State.PICKED_UP_UNHEARD);

        String refunded = paidOrder(customer("regretful"), apples, REFUND_REJECTED_ONCE);
        awaitPaid(refunded);
        order(customer("undecided"), apples, State.WAITING_FOR_PAYMENT);
        Customer paying = customer("paying");
        String beingPaid = order(paying, apples, State.BEING_PAID);
        Customer browsing = customer("browsing");
        browsing.addToCart(apples, 3).expect(200);
        Customer last = customer("last");
        last.addToCart(apples, 1).expect(200);

        // From here on nobody reads what these two will have to.
        suite.kill("notification-service");
        suite.kill("analytics-service");
        Rider asked = rider("asked");
        await("an offer is open")
                .atMost(SOON)
                .until(() -> paid.stream().anyMatch(id -> asked.offerFor(id).isPresent()));
        pay(paying, beingPaid, CREDIT_CARD);
        customerOf(refunded).cancel(refunded).expect(200);
        states.put(refunded, State.REFUND_ON_ITS_WAY);
        await("the provider has rejected the refund, and will be asked again")
                .atMost(SOON)
                .until(() -> count("payment_db", "select count(*) from refunds where refusals > 0") > 0);
        suite.kill("payment-service");
        demand("payment_db", "select count(*) from refunds where status = 'PENDING'");
        demand("payment_db", "select count(*) from payments where status in ('PENDING', 'PROCESSING')");

        try (HeldRelays _ = new HeldRelays(suite.servers(), "order_db");
                HeldRelays _ = new HeldRelays(suite.servers(), "delivery_db")) {
            leaving.pickUp(unheard.id()).expect(200);
            String placed = last.order(Recording.IDEMPOTENCY_KEY)
                    .expect(201)
                    .data()
                    .path("id")
                    .asString();
            note(placed, last, State.PLACED_UNHEARD);
            readAndVanish();
            suite.services().forEach(suite::kill);
        }
        Instant killed = Instant.now();
        demand("order_db", "select count(*) from outbox where redis_sent_at is null and kafka_sent_at is null");
        demand("delivery_db", "select count(*) from outbox where redis_sent_at is null and kafka_sent_at is null");
        demand("delivery_db", "select count(*) from offers where status = 'OPEN'");
        return new Cast(
                killed,
                List.copyOf(people),
                states.entrySet().stream()
                        .map(each -> new RecordedOrder(
                                each.getKey(), customerOf(each.getKey()).email(), each.getValue()))
                        .toList(),
                browsing.email(),
                Map.of(apples.path("id").asString(), STOCK));
    }

    /** @param id of the delivery */
    private record Delivery(String id, String orderId) {}

    private Customer customer(String name) {
        Customer customer = new Customer(gateway, name + "@example.test", PASSWORD);
        customer.register();
        signIn(customer, false);
        return customer;
    }

    /** Somebody who stands at the store, and is free. */
    private Rider rider(String name) {
        Rider rider = new Rider(gateway, name + "-rider@example.test", PASSWORD);
        rider.register();
        rider.login();
        admin.makeRider(rider.id());
        signIn(rider, true);
        rider.goOnline(STORE_LAT, STORE_LNG);
        return rider;
    }

    private void signIn(Person person, boolean rider) {
        person.login();
        JsonNode tokens = person.post("/api/auth/login", Map.of("email", person.email(), "password", PASSWORD))
                .expect(200)
                .data();
        people.add(new Account(
                person.email(),
                rider,
                tokens.path("accessToken").asString(),
                tokens.path("refreshToken").asString()));
    }

    private void note(String orderId, Customer customer, State state) {
        states.put(orderId, state);
        customers.put(orderId, customer);
    }

    private Customer customerOf(String orderId) {
        return Objects.requireNonNull(customers.get(orderId));
    }

    private String order(Customer customer, JsonNode product, State state) {
        customer.addToCart(product, 2).expect(200);
        String orderId = customer.order().expect(201).data().path("id").asString();
        note(orderId, customer, state);
        return orderId;
    }

    private String paidOrder(Customer customer, JsonNode product, String method) {
        String orderId = order(customer, product, State.PAID);
        pay(customer, orderId, method);
        return orderId;
    }

    private static void pay(Customer customer, String orderId, String method) {
        BigDecimal total = customer.orderOf(orderId).path("totalAmount").decimalValue();
        customer.pay(orderId, total, method).expect(201);
    }

    private void awaitPaid(String orderId) {
        awaitStatus(orderId, "CONFIRMED");
    }

    private void awaitStatus(String orderId, String status) {
        await(orderId + " is " + status)
                .atMost(SOON)
                .until(() -> customerOf(orderId).statusOf(orderId), status::equals);
    }

    /** Takes the first order that a rider is offered. */
    private Delivery accepted(Rider rider, State state) {
        JsonNode offer = await("an offer")
                .atMost(SOON)
                .until(
                        () -> Optional.ofNullable(rider.get("/api/riders/me/offers")
                                .expect(200)
                                .data()
                                .get(0)),
                        Optional::isPresent)
                .orElseThrow();
        Delivery delivery = new Delivery(
                offer.path("deliveryId").asString(), offer.path("orderId").asString());
        rider.accept(delivery.id()).expect(200);
        awaitStatus(delivery.orderId(), "PROCESSING");
        states.put(delivery.orderId(), state);
        return delivery;
    }

    private void pickUp(Rider rider, Delivery delivery) {
        rider.pickUp(delivery.id()).expect(200);
        awaitStatus(delivery.orderId(), "SHIPPED");
    }

    private void handOver(Rider rider, Delivery delivery) {
        pickUp(rider, delivery);
        String otp = customerOf(delivery.orderId())
                .track(delivery.orderId())
                .expect(200)
                .data()
                .path("otp")
                .asString();
        rider.deliver(delivery.id(), otp).expect(200);
        awaitStatus(delivery.orderId(), "DELIVERED");
    }

    /** As an instance of notification-service does that dies with events in its hands. */
    private void readAndVanish() {
        try (RedisClient redis =
                RedisClient.create(ServerAddresses.HOST, suite.servers().redisPort())) {
            for (String stream : redis.keys("stream:*")) {
                boolean reads = redis.xinfoGroups(stream).stream()
                        .anyMatch(group -> group.getName().equals(READER));
                if (reads) {
                    redis.xreadGroup(
                            READER,
                            "vanished",
                            XReadGroupParams.xReadGroupParams().count(1),
                            Map.of(stream, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
                }
            }
        }
    }

    private long count(String database, String sql) {
        return new ServiceDatabases(suite.servers()).count(database, sql);
    }

    private void demand(String database, String sql) {
        if (count(database, sql) == 0) {
            throw new IllegalStateException("Nothing is in flight where it should be, in " + database + ": " + sql);
        }
    }
}

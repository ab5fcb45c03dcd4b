package com.homedelivery.systemtests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.RunningSuite;
import com.homedelivery.systemtests.chaos.BalanceSheet;
import com.homedelivery.systemtests.chaos.ClientObservations;
import com.homedelivery.systemtests.chaos.RiderAtWork;
import com.homedelivery.systemtests.chaos.Script;
import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Person;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import com.homedelivery.systemtests.upgrade.Recording.Account;
import com.homedelivery.systemtests.upgrade.Recording.Cast;
import com.homedelivery.systemtests.upgrade.Recording.RecordedOrder;
import com.homedelivery.systemtests.upgrade.Recording.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import redis.clients.jedis.RedisClient;

/** The last release was killed in the middle of its work; this version starts on what it has left, and brings all of it to its end. */
@Order(1)
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "starts a suite of its own on recorded data")
class UpgradeIT {

    private static final String PASSWORD = "password123";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Script PLAIN = new Script(Script.Kind.PLAIN, "credit_card", 0, 1);

    private static final Recording RECORDING = Recording.ofLastRelease(RepositoryRoot.find());
    private static final Map<String, String> SETTINGS =
            Map.of("RATE_LIMIT_PER_MINUTE", "1000000", "PAYMENT_SIMULATED_DELAY", "300ms");

    private final Cast cast = RECORDING.cast();
    private final ClientObservations observed = new ClientObservations();

    @BeforeAll
    static void nobodyElseHasASuite() {
        assertThat(RunningSuite.isStarted())
                .as("one suite at a time: this class is the first one")
                .isFalse();
    }

    @Test
    void whatTheLastReleaseHasLeftComesToItsEnd() {
        assertThat(cast.orders().stream().map(RecordedOrder::state).distinct())
                .as("a recording has an order in every state")
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(State.class));
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(Recording.SECRETS);
        try (TestSuite suite = TestSuite.start(SuiteOptions.forTests(settings).startingWith(RECORDING::restore));
                ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
            Gateway gateway = new Gateway(suite.gateway());
            Map<String, Customer> customers = new HashMap<>();
            AtomicBoolean open = new AtomicBoolean(true);
            List<Rider> riders = new ArrayList<>();
            for (Account account : cast.people()) {
                tokensGoOnWorking(gateway, account);
                if (account.rider()) {
                    riders.add(signedIn(new Rider(gateway, account.email(), PASSWORD)));
                } else {
                    customers.put(account.email(), signedIn(new Customer(gateway, account.email(), PASSWORD)));
                }
            }
            cast.orders().forEach(order -> observed.promised(order.id(), customers.get(order.email()), PLAIN));
            riders.forEach(rider -> work.submit(new RiderAtWork(rider, observed, open::get)));
            try {
                whoGotNoAnswerAsksAgain(customers);
                payWhatIsNotPaid(customers);
                orderWhatIsInTheCart(customers.get(cast.cart()));
                everythingBalances(suite, gateway, customers);
                nothingIsPending(suite.servers());
            } finally {
                open.set(false);
            }
        }
    }

    private static <T extends Person> T signedIn(T person) {
        person.login();
        return person;
    }

    private static void tokensGoOnWorking(Gateway gateway, Account account) {
        gateway.send("GET", "/api/auth/me", null, Map.of("Authorization", "Bearer " + account.accessToken()))
                .expect(200);
        gateway.send("POST", "/api/auth/refresh", Map.of("refreshToken", account.refreshToken()), Map.of())
                .expect(200);
    }

    /** There is one order, not two. */
    private void whoGotNoAnswerAsksAgain(Map<String, Customer> customers) {
        RecordedOrder last = cast.orders().stream()
                .filter(order -> order.state() == State.PLACED_UNHEARD)
                .findFirst()
                .orElseThrow();
        assertThat(customers
                        .get(last.email())
                        .order(Recording.IDEMPOTENCY_KEY)
                        .expect(201)
                        .data()
                        .path("id")
                        .asString())
                .isEqualTo(last.id());
    }

    private void payWhatIsNotPaid(Map<String, Customer> customers) {
        cast.orders().stream()
                .filter(order -> EnumSet.of(State.WAITING_FOR_PAYMENT, State.PLACED_UNHEARD)
                        .contains(order.state()))
                .forEach(order -> pay(customers.get(order.email()), order.id()));
    }

    private void orderWhatIsInTheCart(Customer customer) {
        assertThat(customer.cart().path("items")).isNotEmpty();
        String orderId = customer.order().expect(201).data().path("id").asString();
        observed.promised(orderId, customer, PLAIN);
        pay(customer, orderId);
    }

    /** As soon as payment-service has heard of the order. */
    private static void pay(Customer customer, String orderId) {
        BigDecimal total = customer.orderOf(orderId).path("totalAmount").decimalValue();
        await("payment of " + orderId)
                .atMost(SOON)
                .until(() -> customer.pay(orderId, total, "credit_card").status(), status -> status == 201);
    }

    private void everythingBalances(TestSuite suite, Gateway gateway, Map<String, Customer> customers) {
        Admin admin = signedIn(new Admin(gateway, "admin@homedelivery.test", PASSWORD));
        BalanceSheet.Shop shop = new BalanceSheet.Shop(
                customers.values().stream().map(Customer::id).toList(), cast.initialStock(), admin);
        ServiceDatabases books = new ServiceDatabases(suite.servers());
        await("everything balances")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(BalanceSheet.draw(books, observed, shop).checks().stream()
                                .filter(check -> !check.holds()))
                        .isEmpty());
    }

    private static void nothingIsPending(ServerAddresses servers) {
        try (RedisClient redis = RedisClient.create(ServerAddresses.HOST, servers.redisPort())) {
            await("nothing is pending in a stream")
                    .untilAsserted(() -> assertThat(redis.keys("stream:*"))
                            .allSatisfy(stream -> assertThat(redis.xinfoGroups(stream))
                                    .allSatisfy(group -> assertThat(group.getPending())
                                            .as(stream + " " + group.getName())
                                            .isZero())));
        }
    }
}

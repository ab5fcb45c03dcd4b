package com.homedelivery.inventory;

import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.inventory.application.ReconcileCounters;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.StockCounters.Counter;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.application.StockCounters.Load;
import com.homedelivery.inventory.application.StockCounters.Take.Short;
import com.homedelivery.inventory.application.StockCounters.Take.Taken;
import com.homedelivery.inventory.application.StockCounters.Take.TakenBefore;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.TcpProxy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Two instances and their counters in Redis; the way of the second one to Redis can be cut. */
@IntegrationTest
@TestPropertySource(properties = {CountersIT.LAPSE, CountersIT.RECONCILE, "homedelivery.inventory.counters.timeout=2s"})
class CountersIT {

    static final String LAPSE = "homedelivery.inventory.counters.lapse=5s";
    static final String RECONCILE = "homedelivery.inventory.counters.reconcile-every=300ms";

    private static final TcpProxy REDIS = TcpProxy.toRedis();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CALLS_TO_CLOSE_THE_CIRCUIT = 3;
    private static final UUID CUSTOMER = UUID.randomUUID();

    private static ConfigurableApplicationContext secondInstance;

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    StockCounters counters;

    @Autowired
    ReconcileCounters reconcile;

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MeterRegistry meters;

    InventoryClient client;
    InventoryClient atTheOther;
    UUID bananas;

    @BeforeAll
    static void startAnother() {
        secondInstance = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .initializers(RealServers.withRedisThrough(REDIS))
                .run("--server.port=0", "--" + LAPSE, "--" + RECONCILE);
    }

    @AfterAll
    static void stopIt() {
        secondInstance.close();
        REDIS.close();
    }

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
        int other = secondInstance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        atTheOther = new InventoryClient(other, tokens);
        bananas = client.stocked(30);
        reconcile.load(Set.of(bananas));
    }

    @AfterEach
    void mend() {
        REDIS.mend();
        StockCounters throughTheProxy = secondInstance.getBean(StockCounters.class);
        for (int calls = 0; calls < CALLS_TO_CLOSE_THE_CIRCUIT; calls++) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !throughTheProxy.read(Set.of(bananas)).isEmpty());
        }
    }

    @Test
    void whatCannotBeHadIsRefusedWithoutTheLedger() {
        client.reserved(new Line(bananas, 28));

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("lock table stock, reservations, reservation_lines, stock_movements in access exclusive mode")
                    .update();
            var refusal = client.reserve(UUID.randomUUID(), new Line(bananas, 3));

            refusal.expectStatus().isEqualTo(409);
            assertThat(error(refusal).at("/details/0").toString())
                    .isEqualTo("{\"productId\":\"%s\",\"requested\":3,\"available\":2}".formatted(bananas));
        });
    }

    @Test
    void everyChangeOfTheLedgerReachesTheCounter() {
        UUID released = client.reserved(new Line(bananas, 2));
        UUID cancelled = client.reserved(new Line(bananas, 3));
        UUID delivered = atTheOther.reserved(new Line(bananas, 5));
        assertThat(available(bananas)).isEqualTo(20);

        client.release(released).expectStatus().isOk();
        assertThat(available(bananas)).isEqualTo(22);
        workflow.on(EventFixtures.confirmed(delivered, new Line(bananas, 5)));
        assertThat(available(bananas)).isEqualTo(22);
        workflow.on(EventFixtures.confirmed(cancelled, new Line(bananas, 3)));
        workflow.on(new OrderCancelled(cancelled, CUSTOMER, "Changed my mind", Instant.now()));
        assertThat(available(bananas)).isEqualTo(25);
        atTheOther.put(bananas, Map.of("adjustBy", 7)).expectStatus().isOk();
        assertThat(available(bananas)).isEqualTo(32);
        assertThat(client.levelOf(bananas)).isEqualTo("32/0/32");
        assertThat(pending(bananas)).isEmpty();
    }

    @Test
    void whatTheLedgerRefusesIsGivenBack() {
        UUID orderId = UUID.randomUUID();
        client.release(orderId).expectStatus().isOk();

        var refusal = client.reserve(orderId, new Line(bananas, 30));

        assertThat(error(refusal).get("code").asString()).isEqualTo("CONFLICT");
        assertThat(pending(bananas)).isEmpty();
        client.reserved(new Line(bananas, 30));
    }

    @Test
    void anOrderThatHasReservedIsAnsweredThoughAllIsSoldByNow() {
        UUID orderId = client.reserved(new Line(bananas, 30));

        atTheOther.reserve(orderId, new Line(bananas, 30)).expectStatus().isCreated();

        forgetEverything();
        client.reserve(UUID.randomUUID(), new Line(bananas, 1)).expectStatus().isEqualTo(409);
        assertThat(client.levelOf(bananas)).isEqualTo("30/30/0");
    }

    @Test
    void aCounterThatIsTooHighSellsNothingThatIsNotThere() {
        setAvailable(bananas, 1000);

        client.reserve(UUID.randomUUID(), new Line(bananas, 31)).expectStatus().isEqualTo(409);

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
        await().atMost(SOON).until(() -> available(bananas) == 30);
    }

    @Test
    void aCounterThatIsTooLowDoesNotStaySo() {
        double before = drift();
        setAvailable(bananas, 0);

        await().atMost(SOON)
                .untilAsserted(() -> client.reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .expectStatus()
                        .isCreated());

        // It is counted a moment after the counter is put right.
        await().atMost(SOON).until(() -> drift() - before >= 30);
    }

    @Test
    void whatWasCommittedButNeverAppliedIsFoundInTheLedger() {
        jdbc.sql("update stock set quantity = 50, version = version + 1 where product_id = ?")
                .param(bananas)
                .update();

        await().atMost(SOON).until(() -> available(bananas) == 50);
    }

    @Test
    void whatWasTakenAndNeverConfirmedLapses() {
        assertThat(counters.take(UUID.randomUUID(), Map.of(bananas, 30))).isInstanceOf(Taken.class);

        await().atMost(SOON)
                .untilAsserted(() -> client.reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .expectStatus()
                        .isCreated());
    }

    @Test
    void anOrderTakesOnce() {
        UUID orderId = UUID.randomUUID();

        assertThat(counters.take(orderId, Map.of(bananas, 3))).isInstanceOf(Taken.class);

        assertThat(counters.take(orderId, Map.of(bananas, 3))).isInstanceOf(TakenBefore.class);
        assertThat(counters.take(UUID.randomUUID(), Map.of(bananas, 28))).isEqualTo(new Short(Map.of(bananas, 27)));
    }

    @Test
    void allLinesAreTakenOrNone() {
        UUID apples = client.stocked(1);
        reconcile.load(Set.of(apples));

        assertThat(counters.take(UUID.randomUUID(), Map.of(bananas, 3, apples, 2)))
                .isEqualTo(new Short(Map.of(bananas, 30, apples, 1)));

        assertThat(pending(bananas)).isEmpty();
        assertThat(pending(apples)).isEmpty();
    }

    @Test
    void loadingUndoesNoTake() {
        Counter seen = counterOf(bananas);
        counters.take(UUID.randomUUID(), Map.of(bananas, 3));

        assertThat(counters.load(List.of(new Load(seen.level(), seen.revision()))))
                .containsExactly(bananas);

        assertThat(counters.take(UUID.randomUUID(), Map.of(bananas, 28))).isEqualTo(new Short(Map.of(bananas, 27)));
    }

    @Test
    void whatChangedAfterTheLedgerWasReadIsNotLoadedOver() {
        Counter seen = counterOf(bananas);
        client.put(bananas, Map.of("adjustBy", 5)).expectStatus().isOk();

        assertThat(counters.load(List.of(new Load(seen.level(), seen.revision()))))
                .isEmpty();

        assertThat(available(bananas)).isEqualTo(35);
    }

    @Test
    void aChangeThatWasInTheLedgerWhenItWasReadIsNotAppliedOnceMore() {
        UUID product = UUID.randomUUID();
        counters.load(List.of(new Load(new LedgerLevel(product, 30, 5), "")));

        counters.apply(List.of(new LedgerChange(product, 5, 30, Set.of())));
        assertThat(available(product)).isEqualTo(30);

        counters.apply(List.of(new LedgerChange(product, 7, -4, Set.of())));
        counters.apply(List.of(new LedgerChange(product, 6, -3, Set.of())));
        assertThat(available(product)).isEqualTo(23);
    }

    @Test
    void aRedisThatForgetsEverythingUnderFireSellsNothingTwice() {
        AtomicBoolean firing = new AtomicBoolean(true);
        Thread forgetting = Thread.ofVirtual().start(() -> {
            while (firing.get()) {
                forgetEverything();
                Thread.yield();
            }
        });

        List<Integer> answers = AtOnce.run(IntStream.range(0, 200)
                .<Supplier<Integer>>mapToObj(i -> () -> status(i % 2 == 0 ? client : atTheOther))
                .toList());
        firing.set(false);
        await().atMost(SOON).until(() -> !forgetting.isAlive());

        int sold = Collections.frequency(answers, 201);
        assertThat(sold).isPositive().isLessThanOrEqualTo(30);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(200 - sold);
        assertThat(client.levelOf(bananas)).isEqualTo("30/%d/%d".formatted(sold, 30 - sold));
        for (int left = 30 - sold; left > 0; left--) {
            await().atMost(SOON).until(() -> status(client) == 201);
        }
        assertThat(status(client)).isEqualTo(409);
        assertThat(client.levelOf(bananas)).isEqualTo("30/30/0");
    }

    @Test
    void withoutRedisTheLedgerDecidesAlone() {
        REDIS.cut();

        UUID orderId = atTheOther.reserved(new Line(bananas, 29));
        assertThat(error(atTheOther.reserve(UUID.randomUUID(), new Line(bananas, 2)))
                        .get("code")
                        .asString())
                .isEqualTo("INSUFFICIENT_STOCK");
        // The first instance has heard nothing of this.
        client.reserve(UUID.randomUUID(), new Line(bananas, 2)).expectStatus().isEqualTo(409);
        await().atMost(SOON).until(() -> available(bananas) == 1);

        atTheOther.release(orderId).expectStatus().isOk();
        REDIS.mend();
        await().atMost(SOON)
                .untilAsserted(() -> client.reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .expectStatus()
                        .isCreated());
        await().atMost(SOON).until(() -> status(atTheOther) == 409);
    }

    private int status(InventoryClient instance) {
        return instance.reserve(UUID.randomUUID(), new Line(bananas, 1))
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private Counter counterOf(UUID productId) {
        return counters.read(Set.of(productId)).get(productId);
    }

    private int available(UUID productId) {
        Counter counter = counterOf(productId);
        return counter == null || counter.level() == null ? -1 : counter.level().available();
    }

    private void setAvailable(UUID productId, int units) {
        redis.opsForHash().put(key(productId), "available", Integer.toString(units));
    }

    private List<String> pending(UUID productId) {
        return redis.<String, String>opsForHash().keys(key(productId)).stream()
                .filter(field -> !Set.of("available", "version", "revision").contains(field))
                .toList();
    }

    private void forgetEverything() {
        redis.delete(redis.keys("inventory:{stock}:*"));
    }

    private double drift() {
        return Stream.of(meters, secondInstance.getBean(MeterRegistry.class))
                .mapToDouble(
                        registry -> registry.counter("inventory.counters.drift").count())
                .sum();
    }

    private static String key(UUID productId) {
        return "inventory:{stock}:available:" + productId;
    }
}

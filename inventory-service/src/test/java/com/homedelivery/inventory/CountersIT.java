package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.ReconcileCounters;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.StockCounters.Counter;
import com.homedelivery.inventory.application.StockCounters.CounterResult.AlreadyReserved;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Insufficient;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Reserved;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.application.StockCounters.Load;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.InventoryApi;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.shared.testing.TcpProxy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
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
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Two instances and their counters in Redis; the way of the second one to Redis, unless it is a cluster, can be cut. */
@TestPropertySource(
        properties = {CountersIT.TAKE_TIMEOUT, CountersIT.RECONCILE, "homedelivery.inventory.counters.timeout=2s"})
class CountersIT extends InventoryServiceTest {

    static final String TAKE_TIMEOUT = "homedelivery.inventory.counters.confirm-timeout=5s";
    static final String RECONCILE = "homedelivery.inventory.counters.reconcile-every=300ms";

    private static final TcpProxy REDIS = TcpProxy.toRedis();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CALLS_TO_CLOSE_THE_CIRCUIT = 3;

    private static ConfigurableApplicationContext secondInstance;

    @Autowired
    StockCounters counters;

    @Autowired
    ReconcileCounters reconcile;

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MeterRegistry meters;

    InventoryApi otherInstance;
    UUID bananas;

    @BeforeAll
    static void startSecondInstance() {
        secondInstance = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .initializers(RedisCluster.isWanted() ? new RealServers() : RealServers.withRedisThrough(REDIS))
                .run("--server.port=0", "--" + TAKE_TIMEOUT, "--" + RECONCILE);
    }

    @AfterAll
    static void stopSecondInstance() {
        secondInstance.close();
        REDIS.close();
    }

    @BeforeEach
    void connect() {
        otherInstance = InventoryApi.of(secondInstance);
        bananas = inventory.stocked(30);
        reconcile.load(Set.of(bananas));
    }

    @AfterEach
    void restoreRedis() {
        REDIS.mend();
        StockCounters ofSecondInstance = secondInstance.getBean(StockCounters.class);
        for (int calls = 0; calls < CALLS_TO_CLOSE_THE_CIRCUIT; calls++) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !ofSecondInstance.read(Set.of(bananas)).isEmpty());
        }
    }

    @Test
    void refusesWhatIsNotAvailableWithoutTheLedger() {
        inventory.reserved(new Line(bananas, 28));

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("lock table stock, reservations, reservation_lines, stock_movements in access exclusive mode")
                    .update();
            var refusal = inventory.reserve(UUID.randomUUID(), new Line(bananas, 3));

            refusal.hasStatus(409);
            assertThat(refusal.errorDetails().at("/0").toString())
                    .isEqualTo("{\"productId\":\"%s\",\"requested\":3,\"available\":2}".formatted(bananas));
        });
    }

    @Test
    void appliesEveryChangeOfTheLedger() {
        UUID released = inventory.reserved(new Line(bananas, 2));
        UUID cancelled = inventory.reserved(new Line(bananas, 3));
        UUID delivered = otherInstance.reserved(new Line(bananas, 5));
        assertThat(available(bananas)).isEqualTo(20);

        inventory.release(released).hasStatus(200);
        assertThat(available(bananas)).isEqualTo(22);
        workflow.on(EventFixtures.confirmed(delivered, new Line(bananas, 5)));
        assertThat(available(bananas)).isEqualTo(22);
        workflow.on(EventFixtures.confirmed(cancelled, new Line(bananas, 3)));
        workflow.on(EventFixtures.cancelled(cancelled));
        assertThat(available(bananas)).isEqualTo(25);
        otherInstance.put(bananas, Map.of("adjustBy", 7)).hasStatus(200);
        assertThat(available(bananas)).isEqualTo(32);
        assertThat(inventory.levelOf(bananas)).isEqualTo("32/0/32");
        assertThat(pending(bananas)).isEmpty();
    }

    @Test
    void releasesWhatTheLedgerRefuses() {
        UUID orderId = UUID.randomUUID();
        inventory.release(orderId).hasStatus(200);

        var refusal = inventory.reserve(orderId, new Line(bananas, 30));

        assertThat(refusal.errorCode()).isEqualTo("CONFLICT");
        assertThat(pending(bananas)).isEmpty();
        inventory.reserved(new Line(bananas, 30));
    }

    @Test
    void givesAnOrderItsReservationThoughAllIsSold() {
        UUID orderId = inventory.reserved(new Line(bananas, 30));

        otherInstance.reserve(orderId, new Line(bananas, 30)).hasStatus(201);

        loseEverything();
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 1)).hasStatus(409);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/30/0");
    }

    @Test
    void sellsNothingMoreWhenACounterIsTooHigh() {
        setAvailable(bananas, 1000);

        inventory.reserve(UUID.randomUUID(), new Line(bananas, 31)).hasStatus(409);

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
        await().atMost(SOON).until(() -> available(bananas) == 30);
    }

    @Test
    void correctsACounterThatIsTooLow() {
        double before = drift();
        setAvailable(bananas, 0);

        await().atMost(SOON)
                .untilAsserted(() -> inventory
                        .reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .hasStatus(201));

        // It is counted a moment after the counter is put right.
        await().atMost(SOON).until(() -> drift() - before >= 30);
    }

    @Test
    void correctsACounterAfterAChangeThatWasNeverApplied() {
        jdbc.sql("update stock set quantity = 50, version = version + 1 where product_id = ?")
                .param(bananas)
                .update();

        await().atMost(SOON).until(() -> available(bananas) == 50);
    }

    @Test
    void expiresWhatTheLedgerNeverConfirmed() {
        assertThat(counters.reserve(UUID.randomUUID(), Map.of(bananas, 30))).isInstanceOf(Reserved.class);

        await().atMost(SOON)
                .untilAsserted(() -> inventory
                        .reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .hasStatus(201));
    }

    @Test
    void reservesOnceForAnOrder() {
        UUID orderId = UUID.randomUUID();

        assertThat(counters.reserve(orderId, Map.of(bananas, 3))).isInstanceOf(Reserved.class);

        assertThat(counters.reserve(orderId, Map.of(bananas, 3))).isInstanceOf(AlreadyReserved.class);
        assertThat(counters.reserve(UUID.randomUUID(), Map.of(bananas, 28)))
                .isEqualTo(new Insufficient(Map.of(bananas, 27)));
    }

    @Test
    void reservesAllLinesOrNone() {
        UUID apples = inventory.stocked(1);
        reconcile.load(Set.of(apples));

        assertThat(counters.reserve(UUID.randomUUID(), Map.of(bananas, 3, apples, 2)))
                .isEqualTo(new Insufficient(Map.of(bananas, 30, apples, 1)));

        assertThat(pending(bananas)).isEmpty();
        assertThat(pending(apples)).isEmpty();
    }

    @Test
    void keepsWhatIsReservedWhenACounterIsLoaded() {
        Counter seen = counterOf(bananas);
        counters.reserve(UUID.randomUUID(), Map.of(bananas, 3));

        assertThat(counters.load(List.of(new Load(seen.level(), seen.revision()))))
                .containsExactly(bananas);

        assertThat(counters.reserve(UUID.randomUUID(), Map.of(bananas, 28)))
                .isEqualTo(new Insufficient(Map.of(bananas, 27)));
    }

    @Test
    void loadsNoCounterThatChangedAfterTheLedgerWasRead() {
        Counter seen = counterOf(bananas);
        inventory.put(bananas, Map.of("adjustBy", 5)).hasStatus(200);

        assertThat(counters.load(List.of(new Load(seen.level(), seen.revision()))))
                .isEmpty();

        assertThat(available(bananas)).isEqualTo(35);
    }

    @Test
    void appliesNoChangeThatWasLoadedAlready() {
        UUID product = UUID.randomUUID();
        counters.load(List.of(new Load(new LedgerLevel(product, 30, 5), "")));

        counters.apply(List.of(new LedgerChange(product, 5, 30, Set.of())));
        assertThat(available(product)).isEqualTo(30);

        counters.apply(List.of(new LedgerChange(product, 7, -4, Set.of())));
        counters.apply(List.of(new LedgerChange(product, 6, -3, Set.of())));
        assertThat(available(product)).isEqualTo(23);
    }

    @Test
    void sellsNothingTwiceWhenRedisLosesEverythingUnderLoad() {
        AtomicBoolean losing = new AtomicBoolean(true);
        Thread loser = Thread.ofVirtual().start(() -> {
            while (losing.get()) {
                loseEverything();
                Thread.yield();
            }
        });

        List<Integer> answers = AtOnce.run(IntStream.range(0, 200)
                .<Supplier<Integer>>mapToObj(i -> () -> status(i % 2 == 0 ? inventory : otherInstance))
                .toList());
        losing.set(false);
        await().atMost(SOON).until(() -> !loser.isAlive());

        int sold = Collections.frequency(answers, 201);
        assertThat(sold).isPositive().isLessThanOrEqualTo(30);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(200 - sold);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/%d/%d".formatted(sold, 30 - sold));
        for (int left = 30 - sold; left > 0; left--) {
            await().atMost(SOON).until(() -> status(inventory) == 201);
        }
        assertThat(status(inventory)).isEqualTo(409);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/30/0");
    }

    @Test
    @DisabledIfSystemProperty(
            named = RedisCluster.WANTED,
            matches = RedisCluster.CLUSTER,
            disabledReason = "the servers of a cluster are reached directly: one proxy does not cut them off")
    void letsTheLedgerDecideAloneWithoutRedis() {
        REDIS.cut();

        UUID orderId = otherInstance.reserved(new Line(bananas, 29));
        assertThat(otherInstance
                        .reserve(UUID.randomUUID(), new Line(bananas, 2))
                        .errorCode())
                .isEqualTo("INSUFFICIENT_STOCK");
        // The counters, which the first instance reads, have not been changed by this.
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 2)).hasStatus(409);
        await().atMost(SOON).until(() -> available(bananas) == 1);

        otherInstance.release(orderId).hasStatus(200);
        REDIS.mend();
        await().atMost(SOON)
                .untilAsserted(() -> inventory
                        .reserve(UUID.randomUUID(), new Line(bananas, 30))
                        .hasStatus(201));
        await().atMost(SOON).until(() -> status(otherInstance) == 409);
    }

    private int status(InventoryApi instance) {
        return instance.reserve(UUID.randomUUID(), new Line(bananas, 1)).status();
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

    private void loseEverything() {
        redis.delete(redis.keys("inventory:{stock}:*"));
    }

    private double drift() {
        return Stream.of(meters, secondInstance.getBean(MeterRegistry.class))
                .mapToDouble(registry -> registry.counter("homedelivery.inventory.counters.drift")
                        .count())
                .sum();
    }

    private static String key(UUID productId) {
        return "inventory:{stock}:available:" + productId;
    }
}

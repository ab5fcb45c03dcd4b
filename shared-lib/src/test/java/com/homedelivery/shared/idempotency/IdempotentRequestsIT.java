package com.homedelivery.shared.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.testing.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class IdempotentRequestsIT {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Request TWO_APPLES = new Request("apple", 2);

    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;

    private final IdempotencyKey key = new IdempotencyKey(UUID.randomUUID(), "place-order", "key-1");
    private final AtomicInteger acted = new AtomicInteger();

    @BeforeAll
    static void createTable() {
        var database = TestServers.current().postgresDatabase("idempotency");
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/idempotency")
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @Test
    void actsOnceAndGivesTheSameAnswerAgain() {
        UUID first = at(NOW).once(key, TWO_APPLES, this::create);
        UUID again = at(NOW.plusSeconds(3600)).once(key, new Request("apple", 2), this::create);
        assertThat(again).isEqualTo(first);
        assertThat(acted).hasValue(1);
    }

    @Test
    void actsEveryTimeWithoutAKey() {
        UUID first = at(NOW).once(null, TWO_APPLES, this::create);
        assertThat(at(NOW).once(null, TWO_APPLES, this::create)).isNotEqualTo(first);
    }

    @Test
    void keepsTheKeysOfUsersAndOperationsApart() {
        UUID first = at(NOW).once(key, TWO_APPLES, this::create);
        var anotherUser = new IdempotencyKey(UUID.randomUUID(), key.operation(), key.value());
        var anotherOperation = new IdempotencyKey(key.userId(), "pay", key.value());
        assertThat(at(NOW).once(anotherUser, TWO_APPLES, this::create)).isNotEqualTo(first);
        assertThat(at(NOW).once(anotherOperation, TWO_APPLES, this::create)).isNotEqualTo(first);
    }

    @Test
    void refusesTheSameKeyForAnotherRequest() {
        at(NOW).once(key, TWO_APPLES, this::create);
        assertThatThrownBy(() -> at(NOW).once(key, new Request("apple", 3), this::create))
                .isInstanceOf(IdempotencyKeyReusedException.class);
    }

    @Test
    void forgetsAFailureSoThatTheCustomerCanTryAgain() {
        assertThatThrownBy(() -> at(NOW).once(key, TWO_APPLES, _ -> {
                    throw new IllegalArgumentException("sold out");
                }))
                .hasMessage("sold out");
        at(NOW).once(key, TWO_APPLES, this::create);
        assertThat(acted).hasValue(1);
    }

    @Test
    void forgetsWhatWasRolledBack() {
        assertThatThrownBy(() -> at(NOW).once(
                                key,
                                TWO_APPLES,
                                claim -> transaction.execute(_ -> {
                                    claim.complete(UUID.randomUUID());
                                    throw new IllegalArgumentException("rolled back");
                                })))
                .hasMessage("rolled back");
        at(NOW).once(key, TWO_APPLES, this::create);
        assertThat(acted).hasValue(1);
    }

    @Test
    void letsOneOfManyAtOnceActAndTellsTheOthers() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<UUID> slow = threads.submit(() -> at(NOW).once(key, TWO_APPLES, claim -> {
                acting.countDown();
                await(refused);
                return create(claim);
            }));
            await(acting);
            assertThatThrownBy(() -> at(NOW).once(key, TWO_APPLES, this::create))
                    .isInstanceOf(ConflictException.class);
            refused.countDown();
            UUID created = slow.get();
            assertThat(at(NOW).once(key, TWO_APPLES, this::create)).isEqualTo(created);
        }
        assertThat(acted).hasValue(1);
    }

    @Test
    void letsAnotherTakeOverWhatACrashLeftBehind() {
        assertThatThrownBy(() -> at(NOW).once(key, TWO_APPLES, lost -> {
                    UUID taken = at(NOW.plusSeconds(16)).once(key, TWO_APPLES, this::create);
                    assertThat(taken).isNotNull();
                    return transaction.execute(_ -> {
                        lost.complete(UUID.randomUUID());
                        return taken;
                    });
                }))
                .as("who comes back after its claim has lapsed must not act as well")
                .isInstanceOf(ConflictException.class);
        assertThat(acted).hasValue(1);
    }

    @Test
    void purgesWhatIsOld() {
        at(NOW).once(key, TWO_APPLES, this::create);
        at(NOW.plus(Duration.ofDays(3)))
                .once(new IdempotencyKey(UUID.randomUUID(), "place-order", "other"), TWO_APPLES, this::create);
        assertThat(remembered(key)).isZero();
    }

    @Test
    void actsOnceWithinATransactionAndGivesTheSameAnswerAgain() {
        UUID first = within(NOW, key, TWO_APPLES);
        assertThat(within(NOW.plusSeconds(3600), key, TWO_APPLES)).isEqualTo(first);
        assertThat(at(NOW).once(key, TWO_APPLES, this::create)).isEqualTo(first);
        assertThat(acted).hasValue(1);
        assertThatThrownBy(() -> within(NOW, key, new Request("apple", 3)))
                .isInstanceOf(IdempotencyKeyReusedException.class);
        assertThat(within(NOW, null, TWO_APPLES)).isNotEqualTo(first);
    }

    @Test
    void aKeyIsFreeWhenItsTransactionIsRolledBack() {
        assertThatThrownBy(() -> transaction.execute(_ -> at(NOW).onceWithin(key, TWO_APPLES, () -> {
                    throw new IllegalArgumentException("declined");
                })))
                .hasMessage("declined");
        assertThat(remembered(key)).isZero();
        within(NOW, key, TWO_APPLES);
        assertThat(acted).hasValue(1);
    }

    @Test
    void ofManyTransactionsAtOnceOneActsAndAllGiveItsAnswer() throws Exception {
        List<Future<UUID>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> within(NOW, key, TWO_APPLES)));
            }
        }
        Set<UUID> created = new HashSet<>();
        for (Future<UUID> answer : answers) {
            created.add(answer.get());
        }
        assertThat(created).hasSize(1);
        assertThat(acted).hasValue(1);
    }

    @Test
    void whatHoldsAKeyOutsideOfATransactionIsNotWaitedFor() {
        at(NOW).once(key, TWO_APPLES, claim -> {
            assertThatThrownBy(() -> within(NOW, key, TWO_APPLES)).isInstanceOf(ConflictException.class);
            return create(claim);
        });
        assertThat(acted).hasValue(1);
    }

    @Test
    void aClaimWithinATransactionNeedsOne() {
        assertThatThrownBy(() -> at(NOW).onceWithin(key, TWO_APPLES, UUID::randomUUID))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsAKeyThatIsOlderThanTheSettingAndNoneThatIsYounger() {
        Duration keep = Duration.ofHours(1);
        UUID first = at(NOW, keep).once(key, TWO_APPLES, this::create);
        UUID inTime = at(NOW.plus(keep), keep).once(key, TWO_APPLES, this::create);
        assertThat(inTime).isEqualTo(first);

        UUID tooLate = at(NOW.plus(keep).plusSeconds(1), keep).once(key, TWO_APPLES, this::create);
        assertThat(tooLate).isNotEqualTo(first);
        assertThat(acted).hasValue(2);
    }

    private UUID within(Instant now, @Nullable IdempotencyKey each, Request request) {
        return transaction.execute(_ -> at(now).onceWithin(each, request, () -> {
            acted.incrementAndGet();
            return UUID.randomUUID();
        }));
    }

    private static int remembered(IdempotencyKey each) {
        return jdbc.sql("select count(*) from idempotency_keys where user_id = ?")
                .param(each.userId())
                .query(Integer.class)
                .single();
    }

    private UUID create(IdempotentRequests.Claim claim) {
        return transaction.execute(_ -> {
            acted.incrementAndGet();
            UUID created = UUID.randomUUID();
            claim.complete(created);
            return created;
        });
    }

    private static IdempotentRequests at(Instant now) {
        return at(now, Duration.ofDays(2));
    }

    private static IdempotentRequests at(Instant now, Duration keep) {
        return new IdempotentRequests(jdbc, new JsonMapper(), keep, Clock.fixed(now, ZoneOffset.UTC), Runnable::run);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record Request(String product, int quantity) {}
}

package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class LeasedWorkTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final Optional<Instant> NEXT = Optional.of(NOW.plusSeconds(30));
    private static final Duration LONG_ENOUGH_FOR_ALL = Duration.ofSeconds(20);

    @Test
    void claimsAndRecordsInTransactionsAndCallsWithoutOne() {
        Parcels parcels = new Parcels(Duration.ZERO, "a", "b");

        assertThat(parcels.round()).isEqualTo(NEXT);

        assertThat(parcels.recorded).containsExactlyInAnyOrder(List.of("a done"), List.of("b done"));
        assertThat(parcels.transactionsInClaim).containsExactly(true);
        assertThat(parcels.transactionsInCalls).containsExactly(false, false);
        assertThat(parcels.transactionsInRecords).containsExactly(true, true);
    }

    @Test
    void doesNothingWhenNothingIsDue() {
        Parcels parcels = new Parcels(Duration.ZERO);
        assertThat(parcels.round()).isEqualTo(NEXT);
        assertThat(parcels.recorded).isEmpty();
    }

    @Test
    void claimsAnItemAgainAtOnceWhenItsResultMakesItDue() {
        for (Duration delay : List.of(Duration.ZERO, LONG_ENOUGH_FOR_ALL)) {
            Parcels parcels = new Parcels(delay, "a", "b");
            parcels.dueAgain.add("a done");
            assertThat(parcels.round()).contains(NOW);
        }
    }

    @Test
    void recordsEachResultWithoutWaitingForASlowerCall() throws Exception {
        recordsTheQuickResultBeforeTheSlow(Duration.ZERO);
    }

    @Test
    void recordsResultsTogetherThatArriveAtAboutTheSameTime() {
        Parcels parcels = new Parcels(LONG_ENOUGH_FOR_ALL, "a", "b", "c");
        parcels.round();
        assertThat(parcels.recorded)
                .singleElement()
                .satisfies(together -> assertThat(together).containsExactlyInAnyOrder("a done", "b done", "c done"));
    }

    @Test
    void doesNotWaitForASlowerCallToRecordResultsTogether() throws Exception {
        recordsTheQuickResultBeforeTheSlow(Duration.ofMillis(50));
    }

    private void recordsTheQuickResultBeforeTheSlow(Duration delay) throws Exception {
        Parcels parcels = new Parcels(delay, "slow", "quick");
        CountDownLatch slow = parcels.hold("slow");
        Thread round = Thread.ofVirtual().start(parcels::round);

        await().untilAsserted(() -> assertThat(parcels.recorded).containsExactly(List.of("quick done")));
        slow.countDown();
        round.join();

        assertThat(parcels.recorded).containsExactly(List.of("quick done"), List.of("slow done"));
    }

    @Test
    void recordsOneByOneWhatCannotBeRecordedTogether(CapturedOutput log) {
        Parcels parcels = new Parcels(LONG_ENOUGH_FOR_ALL, "a", "unlucky", "c");
        parcels.failsToRecord = "unlucky done";

        assertThat(parcels.round()).isEqualTo(NEXT);

        assertThat(parcels.recorded).containsExactlyInAnyOrder(List.of("a done"), List.of("c done"));
        assertThat(log.getOut()).containsOnlyOnce("The result for parcel unlucky could not be recorded");
    }

    @Test
    void anItemWhoseCallFailsStaysClaimedAndTheOthersAreRecorded(CapturedOutput log) {
        for (Duration delay : List.of(Duration.ZERO, LONG_ENOUGH_FOR_ALL)) {
            Parcels parcels = new Parcels(delay, "a", "lost");
            parcels.failsToCall = "lost";

            assertThat(parcels.round()).isEqualTo(NEXT);

            assertThat(parcels.recorded).containsExactly(List.of("a done"));
        }
        assertThat(log.getOut()).contains("The call for parcel lost failed");
    }

    @Test
    void recordsKnownResultsWhenTheRoundIsInterrupted() throws Exception {
        Parcels parcels = new Parcels(LONG_ENOUGH_FOR_ALL, "slow", "quick");
        CountDownLatch slow = parcels.hold("slow");
        Thread round = Thread.ofVirtual().start(parcels::round);
        await().until(() -> parcels.called.contains("quick") && round.getState() == Thread.State.TIMED_WAITING);

        round.interrupt();
        await().untilAsserted(() -> assertThat(parcels.recorded).containsExactly(List.of("quick done")));
        slow.countDown();
        round.join();

        assertThat(parcels.recorded).containsExactly(List.of("quick done"));
    }

    /** Items are names, each claimed once; a result is the name with a word behind it. */
    private static final class Parcels extends LeasedWork<String, String> {

        private final List<String> due;
        private final List<Boolean> transactionsInClaim = new CopyOnWriteArrayList<>();
        private final List<Boolean> transactionsInCalls = new CopyOnWriteArrayList<>();
        private final List<Boolean> transactionsInRecords = new CopyOnWriteArrayList<>();
        private final List<String> called = new CopyOnWriteArrayList<>();
        private final List<List<String>> recorded = new CopyOnWriteArrayList<>();
        private final Set<String> dueAgain = ConcurrentHashMap.newKeySet();
        private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
        private @Nullable String failsToCall;
        private @Nullable String failsToRecord;

        Parcels(Duration recordingDelay, String... due) {
            super(
                    new TransactionTemplate(new TransactionsOfNothing()),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    recordingDelay);
            this.due = new ArrayList<>(List.of(due));
        }

        CountDownLatch hold(String name) {
            return held.computeIfAbsent(name, _ -> new CountDownLatch(1));
        }

        @Override
        protected Claim<String> claimDue(Instant now) {
            transactionsInClaim.add(TransactionSynchronizationManager.isActualTransactionActive());
            List<String> claimed = List.copyOf(due);
            due.clear();
            return new Claim<>(claimed, NEXT);
        }

        @Override
        protected String call(String name) {
            transactionsInCalls.add(TransactionSynchronizationManager.isActualTransactionActive());
            try {
                if (held.containsKey(name)) {
                    held.get(name).await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (name.equals(failsToCall)) {
                throw new IllegalStateException("nobody answers");
            }
            called.add(name);
            return name + " done";
        }

        @Override
        protected void record(List<String> results) {
            if (failsToRecord != null && results.contains(failsToRecord)) {
                throw new IllegalStateException("the database does not like it");
            }
            transactionsInRecords.add(TransactionSynchronizationManager.isActualTransactionActive());
            recorded.add(results);
        }

        @Override
        protected boolean isDueAgain(String result) {
            return dueAgain.contains(result);
        }

        @Override
        protected String describe(String name) {
            return "parcel " + name;
        }
    }

    private static final class TransactionsOfNothing extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}

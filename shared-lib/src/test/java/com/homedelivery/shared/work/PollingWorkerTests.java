package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PollingWorkerTests {

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Optional<Instant> NOTHING_WAITS = Optional.empty();

    private final WakeUpSignal signal = new WakeUpSignal();
    private final List<Instant> rounds = new CopyOnWriteArrayList<>();
    private PollingWorker work = workThat(_ -> NOTHING_WAITS);

    @AfterEach
    void stop() {
        work.stop();
    }

    @Test
    void startsTheNextRoundAtOnceWhileSomethingIsDue() {
        begin(round -> round < 10 ? Optional.of(Instant.now().minusMillis(1)) : NOTHING_WAITS);
        awaitRounds(10);
        assertThat(between(1, 10)).isLessThan(LONGEST_SLEEP.multipliedBy(4));
    }

    @Test
    void sleepsUntilTheNextIsDue() {
        Instant started = Instant.now();
        Instant due = started.plusMillis(300);
        begin(round -> round == 1 ? Optional.of(due) : NOTHING_WAITS);
        awaitRounds(2);
        assertThat(rounds.get(1))
                .isBetween(due.minusMillis(50), started.plus(LONGEST_SLEEP).minusMillis(50));
    }

    @Test
    void pollsHoweverLateTheNextIsDue() {
        begin(_ -> Optional.of(Instant.now().plusSeconds(3600)));
        awaitRounds(2);
        assertThat(between(1, 2)).isGreaterThanOrEqualTo(LONGEST_SLEEP.minusMillis(50));
    }

    @Test
    void isWokenByTheSignal() {
        begin(_ -> NOTHING_WAITS);
        awaitRounds(1);
        signal.wakeUp();
        awaitRounds(2);
        assertThat(between(1, 2)).isLessThan(LONGEST_SLEEP.minusMillis(50));
    }

    @Test
    void collectsSignalsThatComeSoonAfterARound() {
        Duration linger = Duration.ofMillis(700);
        work = workThat(_ -> NOTHING_WAITS, linger);
        work.start();
        awaitRounds(1);
        signal.wakeUp();
        awaitRounds(2);
        assertThat(between(1, 2)).isGreaterThanOrEqualTo(linger.minusMillis(50));
    }

    @Test
    void retriesSoonAfterAnException(CapturedOutput output) {
        beginWithAFailure(() -> {
            throw new IllegalStateException("broken");
        });
        awaitRounds(2);
        assertThat(between(1, 2)).isGreaterThanOrEqualTo(AFTER_FAILURE.minusMillis(50));
        assertThat(output).contains("parcels failed", "IllegalStateException: broken", "\tat ");
    }

    @Test
    void retriesAfterAnErrorToo(CapturedOutput output) {
        beginWithAFailure(() -> {
            throw new StackOverflowError("too deep");
        });
        awaitRounds(2);
        assertThat(output).contains("parcels failed", "StackOverflowError: too deep");
    }

    @Test
    void logsInOneLineThatItWaitsForTheDatabase(CapturedOutput output) {
        beginWithAFailure(() -> {
            throw new UncheckedIOException(new ConnectException("refused"));
        });
        awaitRounds(2);
        assertThat(between(1, 2)).isGreaterThanOrEqualTo(AFTER_FAILURE.minusMillis(50));
        assertThat(output).contains("parcels waits for the database", "refused").doesNotContain("\tat ");
    }

    @Test
    void finishesTheRoundWhenItIsStopped() {
        CountDownLatch enough = new CountDownLatch(1);
        List<String> finished = new CopyOnWriteArrayList<>();
        begin(_ -> {
            awaitQuietly(enough);
            finished.add("round");
            return NOTHING_WAITS;
        });
        awaitRounds(1);
        Thread stopping = Thread.ofVirtual().start(() -> {
            work.stop();
            finished.add("stop");
        });
        await().until(() -> !work.isRunning());
        enough.countDown();
        await().until(() -> !stopping.isAlive());
        assertThat(finished).containsExactly("round", "stop");
        assertThat(rounds).hasSize(1);
    }

    @Test
    void doesNothingMoreOnceItIsStopped() {
        beginAndStop();
        signal.wakeUp();
        assertThat(work.isRunning()).isFalse();
        int done = rounds.size();
        await().during(Duration.ofMillis(300)).until(() -> rounds.size() == done);
    }

    @Test
    void isStoppedAsAWholeWhenItWasStartedTwice() {
        begin(_ -> NOTHING_WAITS);
        work.start();
        awaitRounds(1);
        work.stop();
        signal.wakeUp();
        int done = rounds.size();
        await().during(Duration.ofMillis(300)).until(() -> rounds.size() == done);
    }

    @Test
    void canBeStartedAgain() {
        beginAndStop();
        work.start();
        assertThat(work.isRunning()).isTrue();
        awaitRounds(2);
    }

    /** @param outcome of a round, by its number, from 1 */
    private void begin(IntFunction<Optional<Instant>> outcome) {
        work = workThat(outcome);
        work.start();
    }

    private void beginAndStop() {
        begin(_ -> NOTHING_WAITS);
        awaitRounds(1);
        work.stop();
    }

    /** @param failure what the first round does */
    private void beginWithAFailure(Runnable failure) {
        begin(round -> {
            if (round == 1) {
                failure.run();
            }
            return NOTHING_WAITS;
        });
    }

    private PollingWorker workThat(IntFunction<Optional<Instant>> outcome) {
        return workThat(outcome, Duration.ZERO);
    }

    private PollingWorker workThat(IntFunction<Optional<Instant>> outcome, Duration linger) {
        return new PollingWorker(
                "parcels",
                () -> {
                    rounds.add(Instant.now());
                    return outcome.apply(rounds.size());
                },
                signal,
                Clock.systemUTC(),
                linger);
    }

    private void awaitRounds(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> rounds.size() >= count);
    }

    private Duration between(int earlier, int later) {
        return Duration.between(rounds.get(earlier - 1), rounds.get(later - 1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.homedelivery.auth.infrastructure;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.AuthPropertiesFixtures;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.TooManyLoginsException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.security.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BCryptPasswordHasherTests {

    private static final int QUEUE = 3;

    private final BCryptPasswordHasher hasher = hasher(4, 1, Duration.ofMillis(50));

    @Test
    void knowsTheRightPassword() {
        Optional<Account> account = accountWith("correct horse");

        assertThat(hasher.matches("correct horse", account)).isTrue();
        assertThat(hasher.matches("wrong horse", account)).isFalse();
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(hasher.matches("", Optional.empty())).isFalse();
        assertThat(hasher.matches("correct horse", Optional.empty())).isFalse();
    }

    @Test
    void aPasswordThatOnlyBeginsRightIsWrong() {
        String longest = "a".repeat(72);

        assertThat(hasher.matches(longest, accountWith(longest))).isTrue();
        assertThat(hasher.matches(longest + "b", accountWith(longest))).isFalse();
    }

    @Test
    void takesItsTimeForNobodyToo() {
        BCryptPasswordHasher slow = hasher(10, 1, Duration.ofSeconds(5));
        Optional<Account> account = accountWith(slow, "correct horse");

        List<Duration> shortest = shortestInTurn(List.of(
                () -> slow.matches("wrong horse", account),
                () -> slow.matches("wrong horse", Optional.empty()),
                () -> slow.matches("a".repeat(100), account)));

        Duration somebody = shortest.getFirst();
        assertThat(shortest).allSatisfy(each -> assertThat(each).isGreaterThan(somebody.dividedBy(2)));
    }

    /** In turn, so that the machine is as busy, and the code as well compiled, for one as for the other. */
    private static List<Duration> shortestInTurn(List<Runnable> works) {
        List<Duration> shortest = new ArrayList<>(Collections.nCopies(works.size(), Duration.ofDays(1)));
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < works.size(); i++) {
                long start = System.nanoTime();
                works.get(i).run();
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                shortest.set(i, taken.compareTo(shortest.get(i)) < 0 ? taken : shortest.get(i));
            }
        }
        return shortest;
    }

    @Test
    void refusesWhoWouldHaveToWaitTooLong() throws Exception {
        whilePermitIsTaken(
                hasher,
                () -> assertThatExceptionOfType(TooManyLoginsException.class)
                        .isThrownBy(() -> hasher.hash("correct horse")));

        assertThat(hasher.hash("correct horse")).startsWith("$2a$04$");
    }

    @Test
    void aFullQueueRefusesAtOnceAndTellsHowLongItTakes() throws Exception {
        MeterRegistry meters = new SimpleMeterRegistry();
        BCryptPasswordHasher patient = new BCryptPasswordHasher(
                AuthPropertiesFixtures.with(new AuthProperties.Passwords(4, 1, ofMinutes(1), QUEUE)), meters);

        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            whilePermitIsTaken(patient, () -> {
                for (int i = 0; i < QUEUE; i++) {
                    others.submit(() -> patient.hash("correct horse"));
                }
                Gauge queue = meters.get("homedelivery.auth.password.queue").gauge();
                await().atMost(ofSeconds(5)).until(() -> queue.value() == QUEUE);

                assertThatExceptionOfType(TooManyLoginsException.class)
                        .isThrownBy(() -> patient.hash("correct horse"))
                        .satisfies(refused -> assertThat(refused.retryAfter()).isBetween(ofSeconds(1), ofMinutes(1)));
            });
        }
    }

    @Test
    void nobodyWaitsForAPermitLongerThanTheirRequestHasTime() throws Exception {
        BCryptPasswordHasher patient = hasher(4, 1, Duration.ofHours(1));

        whilePermitIsTaken(patient, () -> {
            try (var _ = RequestDeadline.in(Duration.ofMillis(50)).bind()) {
                assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> patient.hash("correct horse"));
            }
        });
    }

    /** Runs something while another thread has the only permit. */
    private static void whilePermitIsTaken(BCryptPasswordHasher hasher, Runnable check) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.submit(() -> hasher.withPermit(() -> {
                busy.countDown();
                return awaited(done);
            }));
            busy.await();

            try {
                check.run();
            } finally {
                done.countDown();
            }
        }
    }

    @Test
    void returnsThePermitWhenSomethingFails() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> hasher.withPermit(() -> {
                    throw new IllegalStateException("no database");
                }));

        assertThat(hasher.hash("correct horse")).isNotBlank();
    }

    private Optional<Account> accountWith(String password) {
        return accountWith(hasher, password);
    }

    private static Optional<Account> accountWith(BCryptPasswordHasher hasher, String password) {
        return Optional.of(
                Account.open(new EmailAddress("ann@example.com"), hasher.hash(password), Role.USER, Instant.now())
                        .account());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static BCryptPasswordHasher hasher(int strength, int concurrency, Duration maxWait) {
        return new BCryptPasswordHasher(
                AuthPropertiesFixtures.with(new AuthProperties.Passwords(strength, concurrency, maxWait, QUEUE)),
                new SimpleMeterRegistry());
    }
}

package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.TooManyLoginsException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PasswordHashingTests {

    private final PasswordHashing hashing = hashing(4, 1, Duration.ofMillis(50));

    @Test
    void knowsTheRightPassword() {
        Optional<Account> account = accountWith("correct horse");

        assertThat(hashing.matches("correct horse", account)).isTrue();
        assertThat(hashing.matches("wrong horse", account)).isFalse();
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(hashing.matches("", Optional.empty())).isFalse();
        assertThat(hashing.matches("correct horse", Optional.empty())).isFalse();
    }

    @Test
    void aPasswordThatOnlyBeginsRightIsWrong() {
        String longest = "a".repeat(72);

        assertThat(hashing.matches(longest, accountWith(longest))).isTrue();
        assertThat(hashing.matches(longest + "b", accountWith(longest))).isFalse();
    }

    @Test
    void takesItsTimeForNobodyToo() {
        PasswordHashing slow = hashing(10, 1, Duration.ofSeconds(5));
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
    void turnsAwayWhoWouldHaveToWaitTooLong() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.submit(() -> hashing.inTurn(() -> {
                busy.countDown();
                return awaited(done);
            }));
            busy.await();

            assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> hashing.hash("correct horse"));

            done.countDown();
        }
        assertThat(hashing.hash("correct horse")).startsWith("$2a$04$");
    }

    @Test
    void nobodyWaitsForTheirTurnLongerThanTheirRequestHasTime() throws Exception {
        PasswordHashing patient = hashing(4, 1, Duration.ofHours(1));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.submit(() -> patient.inTurn(() -> {
                busy.countDown();
                return awaited(done);
            }));
            busy.await();

            try (var _ = RequestDeadline.in(Duration.ofMillis(50)).bind()) {
                assertThatExceptionOfType(TooManyLoginsException.class).isThrownBy(() -> patient.hash("correct horse"));
            }

            done.countDown();
        }
    }

    @Test
    void givesTheTurnBackWhenSomethingFails() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> hashing.inTurn(() -> {
                    throw new IllegalStateException("no database");
                }));

        assertThat(hashing.hash("correct horse")).isNotBlank();
    }

    private Optional<Account> accountWith(String password) {
        return accountWith(hashing, password);
    }

    private static Optional<Account> accountWith(PasswordHashing hashing, String password) {
        return Optional.of(
                Account.open(new EmailAddress("ann@example.com"), hashing.hash(password), Role.USER, Instant.now()));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static PasswordHashing hashing(int strength, int turns, Duration patience) {
        return new PasswordHashing(new AuthProperties(
                Duration.ofDays(7),
                Duration.ofSeconds(10),
                new AuthProperties.Passwords(strength, turns, patience),
                new AuthProperties.Lockout(5, Duration.ofSeconds(1), 10, Duration.ofMinutes(15)),
                new AuthProperties.FirstAdmin(null, null),
                Duration.ofMinutes(5)));
    }
}

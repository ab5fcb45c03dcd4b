package com.homedelivery.auth.infrastructure;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.PasswordHasher;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.PasswordPolicy;
import com.homedelivery.auth.domain.TooManyLoginsException;
import com.homedelivery.shared.deadline.RequestDeadline;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * BCrypt in a bulkhead of its own: a hash costs a processor some fifty milliseconds, and a burst of logins must leave
 * processors for all other requests. The queue before it is bounded; who finds it full, or waits too long, is told when those
 * who wait already will be done.
 */
@Component
class BCryptPasswordHasher implements PasswordHasher {

    private final BCryptPasswordEncoder bcrypt;
    private final Semaphore permits;
    private final int concurrency;
    private final int maxQueue;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();
    private final String dummyHash;
    private volatile Duration turn = Duration.ofMillis(50);

    BCryptPasswordHasher(AuthProperties properties, MeterRegistry meters) {
        AuthProperties.Passwords settings = properties.passwords();
        this.bcrypt = new BCryptPasswordEncoder(settings.strength());
        this.concurrency = settings.permits();
        this.permits = new Semaphore(concurrency, true);
        this.maxQueue = settings.maxQueue();
        this.maxWait = settings.maxWait();
        this.dummyHash = encode(UUID.randomUUID().toString());
        Gauge.builder("homedelivery.auth.password.queue", waiting, AtomicInteger::get)
                .description("Requests that wait for their turn to hash a password")
                .register(meters);
    }

    @Override
    public String hash(String password) {
        return withPermit(() -> encode(password));
    }

    @Override
    public <T> T withPermit(Supplier<T> work) {
        if (!permits.tryAcquire()) {
            waitForPermit();
        }
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            permits.release();
            turn = turn.multipliedBy(7).plusNanos(System.nanoTime() - start).dividedBy(8);
        }
    }

    private void waitForPermit() {
        int before = waiting.getAndIncrement();
        try {
            if (before >= maxQueue
                    || !permits.tryAcquire(RequestDeadline.atMost(maxWait).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TooManyLoginsException(timeOf(waiting.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyLoginsException(timeOf(waiting.get()));
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** How long a queue takes, by what a turn has taken lately. */
    private Duration timeOf(int queue) {
        return turn.multipliedBy(queue).dividedBy(concurrency);
    }

    @Override
    public boolean matches(String password, Optional<Account> account) {
        boolean possible = account.isPresent() && !PasswordPolicy.isTooLong(password);
        String hash = account.map(Account::passwordHash).orElse(dummyHash);
        // Never with an empty password: the encoder would return at once.
        return bcrypt.matches(possible ? password : "impossible", hash) && possible;
    }

    private String encode(String password) {
        if (!PasswordPolicy.accepts(password)) {
            throw new IllegalArgumentException("A password has 8 to 72 bytes");
        }
        return Objects.requireNonNull(bcrypt.encode(password));
    }
}

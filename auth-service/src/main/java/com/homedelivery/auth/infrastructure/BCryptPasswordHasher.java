package com.homedelivery.auth.infrastructure;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.PasswordHasher;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.PasswordPolicy;
import com.homedelivery.auth.domain.TooManyLoginsException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * BCrypt, with bounded concurrency: a hash costs a processor some fifty milliseconds, and a burst of logins must leave
 * processors for all other requests.
 */
@Component
class BCryptPasswordHasher implements PasswordHasher {

    private final BCryptPasswordEncoder bcrypt;
    private final Semaphore permits;
    private final Duration maxWait;
    private final String dummyHash;

    BCryptPasswordHasher(AuthProperties properties) {
        AuthProperties.Passwords settings = properties.passwords();
        this.bcrypt = new BCryptPasswordEncoder(settings.strength());
        this.permits = new Semaphore(settings.permits(), true);
        this.maxWait = settings.maxWait();
        this.dummyHash = encode(UUID.randomUUID().toString());
    }

    @Override
    public String hash(String password) {
        return withPermit(() -> encode(password));
    }

    @Override
    public <T> T withPermit(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(RequestDeadline.atMost(maxWait).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TooManyLoginsException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyLoginsException();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
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

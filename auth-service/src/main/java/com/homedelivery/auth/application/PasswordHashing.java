package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.PasswordRule;
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
 * BCrypt, a few at a time: a hash costs a processor some fifty milliseconds, and a storm of logins must leave processors
 * for everybody else. Never called while a database connection is held.
 */
@Component
public class PasswordHashing {

    private final BCryptPasswordEncoder bcrypt;
    private final Semaphore turns;
    private final Duration patience;
    private final String nobodysHash;

    PasswordHashing(AuthProperties properties) {
        AuthProperties.Passwords settings = properties.passwords();
        this.bcrypt = new BCryptPasswordEncoder(settings.strength());
        this.turns = new Semaphore(settings.turns(), true);
        this.patience = settings.patience();
        this.nobodysHash = encode(UUID.randomUUID().toString());
    }

    /** @throws TooManyLoginsException when others kept all turns for too long, or until the request's deadline */
    public String hash(String password) {
        return inTurn(() -> encode(password));
    }

    /**
     * Runs what compares a password, together with what must not be overtaken meanwhile.
     *
     * @throws TooManyLoginsException when others kept all turns for too long, or until the request's deadline
     */
    <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(RequestDeadline.atMost(patience).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TooManyLoginsException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyLoginsException();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** Takes as long for nobody's account as for somebody's. To be called {@link #inTurn}. */
    boolean matches(String password, Optional<Account> account) {
        boolean possible = account.isPresent() && !PasswordRule.isTooLong(password);
        String hash = account.map(Account::passwordHash).orElse(nobodysHash);
        // Never with an empty password: for that the encoder would not take its time.
        return bcrypt.matches(possible ? password : "impossible", hash) && possible;
    }

    private String encode(String password) {
        if (!PasswordRule.accepts(password)) {
            throw new IllegalArgumentException("A password has 8 to 72 bytes");
        }
        return Objects.requireNonNull(bcrypt.encode(password));
    }
}

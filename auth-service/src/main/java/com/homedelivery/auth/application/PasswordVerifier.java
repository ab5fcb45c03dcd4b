package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LockoutPolicy;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Verifies passwords and counts failed attempts by e-mail address. Attempts are read and written under the permit of the
 * hasher, so that a burst of guesses gets no more tries than there are permits.
 */
@Component
class PasswordVerifier {

    sealed interface Verdict {
        record Right() implements Verdict {}

        record Wrong() implements Verdict {}

        /** Not compared, after too many failures. */
        record TooOften(Duration waitLeft) implements Verdict {}
    }

    private static final Logger log = LoggerFactory.getLogger(PasswordVerifier.class);

    private final PasswordHasher hasher;
    private final LoginAttemptsRepository attempts;
    private final LockoutPolicy policy;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    PasswordVerifier(
            PasswordHasher hasher,
            LoginAttemptsRepository attempts,
            AuthProperties properties,
            TransactionOperations transactions,
            MeterRegistry meters,
            Clock clock) {
        this.hasher = hasher;
        this.attempts = attempts;
        this.policy = properties.lockout().policy();
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param account empty when the address has no account */
    Verdict verify(EmailAddress email, Optional<Account> account, String password) {
        Verdict verdict = hasher.withPermit(() -> compare(email, account, password));
        Counter.builder("homedelivery.auth.password.checks")
                .description("Passwords that were checked, by verdict")
                .tag("verdict", verdict.getClass().getSimpleName())
                .register(meters)
                .increment();
        return verdict;
    }

    private Verdict compare(EmailAddress email, Optional<Account> account, String password) {
        String key = LoginAttempts.keyOf(email);
        Optional<LoginAttempts> failed = attempts.findById(key);
        Duration wait = failed.map(f -> f.waitLeft(clock.instant())).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            return new Verdict.TooOften(wait);
        }
        if (!hasher.matches(password, account)) {
            recordFailure(key);
            return new Verdict.Wrong();
        }
        if (failed.isPresent()) {
            transactions.executeWithoutResult(_ -> attempts.deleteById(key));
        }
        return new Verdict.Right();
    }

    private void recordFailure(String key) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            attempts.insertIfAbsent(key, now);
            attempts.findByIdForUpdate(key).ifPresent(failures -> {
                failures.recordFailure(policy, now);
                if (failures.waitLeft(now).equals(policy.lockFor())) {
                    log.warn("Login locked for {} after repeated failures, address hash {}", policy.lockFor(), key);
                }
            });
        });
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LockoutPolicy;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsByAddress;
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
 * Asks whether a password is the right one, under the eyes of the address's guard. The guard is asked and told within
 * one turn of the hashing, so that a burst of guesses gets no more tries than there are turns.
 */
@Component
class PasswordCheck {

    /** The outcome of a check. */
    sealed interface Verdict {
        record Right() implements Verdict {}

        record Wrong() implements Verdict {}

        /** Not looked at. */
        record TooOften(Duration waitLeft) implements Verdict {}
    }

    private static final Logger log = LoggerFactory.getLogger(PasswordCheck.class);

    private final PasswordHashing hashing;
    private final LoginAttemptsByAddress guards;
    private final LockoutPolicy policy;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    PasswordCheck(
            PasswordHashing hashing,
            LoginAttemptsByAddress guards,
            AuthProperties properties,
            TransactionOperations transactions,
            MeterRegistry meters,
            Clock clock) {
        this.hashing = hashing;
        this.guards = guards;
        this.policy = properties.lockout().policy();
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param account whose password it may be; empty when nobody has the address */
    Verdict check(EmailAddress email, Optional<Account> account, String password) {
        Verdict verdict = hashing.inTurn(() -> judged(email, account, password));
        meters.counter("auth.password.checks", "verdict", verdict.getClass().getSimpleName())
                .increment();
        return verdict;
    }

    private Verdict judged(EmailAddress email, Optional<Account> account, String password) {
        String key = LoginAttempts.keyOf(email);
        Optional<LoginAttempts> guard = guards.findById(key);
        Duration wait = guard.map(g -> g.waitLeft(clock.instant())).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            return new Verdict.TooOften(wait);
        }
        if (!hashing.matches(password, account)) {
            reportFailure(key);
            return new Verdict.Wrong();
        }
        if (guard.isPresent()) {
            transactions.executeWithoutResult(_ -> guards.dismiss(key));
        }
        return new Verdict.Right();
    }

    private void reportFailure(String key) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            guards.post(key, now);
            guards.lock(key).ifPresent(guard -> {
                guard.failed(policy, now);
                if (guard.waitLeft(now).equals(policy.lockFor())) {
                    log.warn("Login locked for {} after repeated failures, guard {}", policy.lockFor(), key);
                }
            });
        });
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.LockoutPolicy;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Verifies passwords and counts failed attempts three times: by address and network, so that who guesses from elsewhere does
 * not lock out the owner; by address from wherever, for who guesses from many networks; by network on whatever address, for
 * who tries many addresses. The last two do not hold for a network that the owner has logged in from.
 *
 * <p>Attempts are read and written under the permit of the hasher, so that a burst of guesses gets no more tries than there
 * are permits.
 */
@Component
class PasswordVerifier {

    sealed interface Verdict {
        record Right() implements Verdict {}

        record Wrong() implements Verdict {}

        /** Not compared, after too many failures. */
        record TooOften(Duration waitLeft) implements Verdict {}
    }

    /** Attempts that are counted together. */
    private record Guard(String key, LockoutPolicy policy, boolean isOfAccount) {}

    private static final Logger log = LoggerFactory.getLogger(PasswordVerifier.class);

    private final PasswordHasher hasher;
    private final Accounts accounts;
    private final LoginAttemptsRepository attempts;
    private final KnownClients knownClients;
    private final AuthProperties.Lockout lockout;
    private final SecurityLog securityLog;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    PasswordVerifier(
            PasswordHasher hasher,
            Accounts accounts,
            LoginAttemptsRepository attempts,
            KnownClients knownClients,
            AuthProperties properties,
            SecurityLog securityLog,
            TransactionOperations transactions,
            MeterRegistry meters,
            Clock clock) {
        this.hasher = hasher;
        this.accounts = accounts;
        this.attempts = attempts;
        this.knownClients = knownClients;
        this.lockout = properties.lockout();
        this.securityLog = securityLog;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param account empty when the address has no account */
    Verdict verify(EmailAddress email, Optional<Account> account, String password, Client client) {
        Verdict verdict = hasher.withPermit(() -> compare(email, account, password, client));
        Counter.builder("homedelivery.auth.password.checks")
                .description("Passwords that were checked, by verdict")
                .tag("verdict", verdict.getClass().getSimpleName())
                .register(meters)
                .increment();
        return verdict;
    }

    private Verdict compare(EmailAddress email, Optional<Account> account, String password, Client client) {
        List<Guard> guards = guardsOf(email, account, client);
        List<LoginAttempts> failed =
                attempts.findByEmailHashIn(guards.stream().map(Guard::key).toList());
        Instant now = clock.instant();
        Optional<Duration> wait = failed.stream()
                .map(failures -> failures.waitLeft(now))
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
        if (wait.isPresent()) {
            return new Verdict.TooOften(wait.get());
        }
        if (!hasher.matches(password, account)) {
            recordFailure(guards, account, client);
            return new Verdict.Wrong();
        }
        if (!failed.isEmpty()) {
            forget(guards);
        }
        return new Verdict.Right();
    }

    /** In the order of their keys, in which they are locked: two who fail at once do not wait for each other. */
    private List<Guard> guardsOf(EmailAddress email, Optional<Account> account, Client client) {
        Guard here = new Guard(LoginAttempts.keyOf(email, client.network()), lockout.policy(), true);
        boolean isKnown = account.filter(
                        owner -> knownClients.existsByAccountIdAndNetwork(owner.id(), client.network()))
                .isPresent();
        if (isKnown) {
            return List.of(here);
        }
        Guard anywhere = new Guard(LoginAttempts.keyOf(email), lockout.accountPolicy(), true);
        Guard anybody = new Guard(LoginAttempts.keyOfNetwork(client.network()), lockout.networkPolicy(), false);
        return Stream.of(here, anywhere, anybody)
                .sorted(Comparator.comparing(Guard::key))
                .toList();
    }

    /** A network's failures stay: who tries many accounts may well have one of their own. */
    private void forget(List<Guard> guards) {
        transactions.executeWithoutResult(
                _ -> guards.stream().filter(Guard::isOfAccount).map(Guard::key).forEach(attempts::deleteById));
    }

    private void recordFailure(List<Guard> guards, Optional<Account> account, Client client) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            // Locked, for it may have been deleted while the password was compared: nothing is noted about nobody.
            Optional<Account> owner = account.flatMap(read -> accounts.findByIdForUpdate(read.id()));
            owner.ifPresent(present -> securityLog.record(present.id(), SecurityEventType.LOGIN_FAILED, client));
            List<Guard> locking = guards.stream()
                    .filter(guard -> locksAfterFailure(guard, now))
                    .toList();
            if (locking.stream().anyMatch(Guard::isOfAccount)) {
                owner.ifPresent(present -> reportLock(present, client));
            }
        });
    }

    private boolean locksAfterFailure(Guard guard, Instant now) {
        attempts.insertIfAbsent(guard.key(), now);
        boolean locks = attempts.findByIdForUpdate(guard.key())
                .filter(failures -> {
                    failures.recordFailure(guard.policy(), now);
                    return failures.waitLeft(now).equals(guard.policy().lockFor());
                })
                .isPresent();
        if (locks) {
            log.warn(
                    "Login locked for {} after repeated failures, hash {}",
                    guard.policy().lockFor(),
                    guard.key());
        }
        return locks;
    }

    private void reportLock(Account owner, Client client) {
        securityLog.record(owner.id(), SecurityEventType.ACCOUNT_LOCKED, client);
        securityLog.alert(owner, SecurityAlertKind.ACCOUNT_LOCKED, client);
    }
}

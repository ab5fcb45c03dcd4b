package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.PasswordResetRequest;
import com.homedelivery.auth.domain.PasswordResetRequests;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks up whose passwords were forgotten, and has a mail sent where there is an account. Each request is dealt with in the
 * transaction that deletes it: after a crash by whichever instance comes first. One at a time, for whoever locks the accounts of
 * several waits for others who do.
 *
 * <p>No mail is sent while the last one is good: so whoever asks has one, and nobody is flooded, whoever else has asked.
 */
@Component
class PasswordResetJob {

    /** How long no second mail is sent. Their secrets are good for longer: the owner has time to use the last one. */
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(20);

    /** How long the secret of a mail has to be good yet, to be enough. */
    private static final Duration TIME_TO_USE = Duration.ofMinutes(10);

    private final PasswordResetRequests requests;
    private final Accounts accounts;
    private final Verifications verifications;
    private final OpenVerification verification;
    private final SecurityLog securityLog;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordResetJob(
            PasswordResetRequests requests,
            Accounts accounts,
            Verifications verifications,
            OpenVerification verification,
            SecurityLog securityLog,
            TransactionOperations transactions,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.verifications = verifications;
        this.verification = verification;
        this.securityLog = securityLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void run() {
        Boolean more;
        do {
            more = transactions.execute(_ -> resolveNext());
        } while (Boolean.TRUE.equals(more));
    }

    private boolean resolveNext() {
        Optional<PasswordResetRequest> oldest = requests.findOldestForUpdate();
        oldest.ifPresent(request -> {
            accounts.findByEmail(request.email())
                    .flatMap(account -> accounts.findByIdForUpdate(account.id()))
                    .filter(account -> !hasGoodMail(account))
                    .ifPresent(account -> open(account, request));
            requests.delete(request);
        });
        return oldest.isPresent();
    }

    private boolean hasGoodMail(Account account) {
        Instant now = clock.instant();
        return verifications.existsOpen(
                account.id(), VerificationPurpose.PASSWORD_RESET, now.minus(BETWEEN_MAILS), now.plus(TIME_TO_USE));
    }

    private void open(Account account, PasswordResetRequest request) {
        verification.open(account.id(), VerificationPurpose.PASSWORD_RESET, account.email());
        securityLog.record(account.id(), SecurityEventType.PASSWORD_RESET_REQUESTED, request.client());
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.PasswordResetRequest;
import com.homedelivery.auth.domain.PasswordResetRequests;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks up whose passwords were forgotten, and has a mail sent where there is an account. Each request is dealt with in the
 * transaction that deletes it: after a crash by whichever instance comes first.
 */
@Component
class PasswordResetJob {

    private static final int BATCH = 100;

    private final PasswordResetRequests requests;
    private final Accounts accounts;
    private final OpenVerification verification;
    private final SecurityLog securityLog;
    private final TransactionOperations transactions;

    PasswordResetJob(
            PasswordResetRequests requests,
            Accounts accounts,
            OpenVerification verification,
            SecurityLog securityLog,
            TransactionOperations transactions) {
        this.requests = requests;
        this.accounts = accounts;
        this.verification = verification;
        this.securityLog = securityLog;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void run() {
        int done;
        do {
            done = Objects.requireNonNull(transactions.execute(_ -> resolveBatch()));
        } while (done == BATCH);
    }

    private int resolveBatch() {
        List<PasswordResetRequest> oldest = requests.findOldestForUpdate(BATCH);
        oldest.forEach(request -> {
            accounts.findByEmail(request.email())
                    .flatMap(account -> accounts.findByIdForUpdate(account.id()))
                    .ifPresent(account -> open(account, request));
            requests.delete(request);
        });
        return oldest.size();
    }

    private void open(Account account, PasswordResetRequest request) {
        verification.open(account.id(), VerificationPurpose.PASSWORD_RESET, account.email());
        securityLog.record(account.id(), SecurityEventType.PASSWORD_RESET_REQUESTED, request.client());
    }
}

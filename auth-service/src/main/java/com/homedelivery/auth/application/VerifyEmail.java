package com.homedelivery.auth.application;

import com.homedelivery.auth.application.RequestLimits.Limit;
import com.homedelivery.auth.application.VerificationCheck.Proven;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.VerificationFailedException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Has the owner of an account prove that its address is theirs. Access tokens tell of it from the next refresh on. */
@Service
public class VerifyEmail {

    private static final Limit MAILS = new Limit("verification mail", 3, Duration.ofHours(1));

    private final Accounts accounts;
    private final OpenVerification verification;
    private final VerificationCheck check;
    private final SecurityLog securityLog;
    private final RequestLimits limits;
    private final TransactionOperations transactions;
    private final Clock clock;

    VerifyEmail(
            Accounts accounts,
            OpenVerification verification,
            VerificationCheck check,
            SecurityLog securityLog,
            RequestLimits limits,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.verification = verification;
        this.check = check;
        this.securityLog = securityLog;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws VerificationFailedException when the secret is good for nothing (any more) */
    public void verify(String secret, Client client) {
        transactions.executeWithoutResult(_ -> {
            Proven proven = check.use(secret, VerificationPurpose.EMAIL_VERIFICATION);
            Account account = proven.account();
            if (!account.email().equals(proven.verification().email())) {
                throw new VerificationFailedException();
            }
            if (account.verifyEmail(clock.instant())) {
                securityLog.record(account.id(), SecurityEventType.EMAIL_VERIFIED, client);
            }
        });
    }

    /**
     * Sends another mail.
     *
     * @return whether there is anything to verify
     * @throws TooManyRequestsException when there were three in the last hour
     */
    public boolean resend(UUID accountId) {
        Account account = accounts.findById(accountId).orElseThrow(() -> new NotFoundException("Account"));
        if (account.isEmailVerified()) {
            return false;
        }
        Duration wait = limits.take(MAILS, accountId.toString());
        if (wait.isPositive()) {
            throw new TooManyRequestsException("There are mails on their way: try again later", wait);
        }
        transactions.executeWithoutResult(_ -> accounts.findByIdForUpdate(accountId)
                .ifPresent(locked ->
                        verification.open(accountId, VerificationPurpose.EMAIL_VERIFICATION, locked.email())));
        return true;
    }
}

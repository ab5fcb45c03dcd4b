package com.homedelivery.auth.application;

import com.homedelivery.auth.application.VerificationCheck.Proven;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.VerificationFailedException;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Replaces a forgotten password by the secret of a mail, and ends all sessions of the account. A second factor stays on, unless it
 * was set up while nobody knew whose the address is: then by somebody else, perhaps.
 */
@Service
public class ResetPassword {

    private final VerificationCheck verification;
    private final PasswordHasher hasher;
    private final SessionLifecycle sessions;
    private final LoginAttemptsRepository attempts;
    private final Verifications verifications;
    private final ManageSecondFactor secondFactor;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ResetPassword(
            VerificationCheck verification,
            PasswordHasher hasher,
            SessionLifecycle sessions,
            LoginAttemptsRepository attempts,
            Verifications verifications,
            ManageSecondFactor secondFactor,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.verification = verification;
        this.hasher = hasher;
        this.sessions = sessions;
        this.attempts = attempts;
        this.verifications = verifications;
        this.secondFactor = secondFactor;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param newPassword 8 to 72 bytes
     * @throws VerificationFailedException when the secret is good for nothing (any more)
     */
    public void reset(String secret, String newPassword, Client client) {
        // Before a processor is kept busy with a hash that nobody needs.
        verification.requireGood(secret, VerificationPurpose.PASSWORD_RESET);
        String newHash = hasher.hash(newPassword);
        Account changed = Objects.requireNonNull(transactions.execute(_ -> replace(secret, newHash, client)));
        tokenEpochs.publish(changed);
    }

    private Account replace(String secret, String newHash, Client client) {
        Proven proven = verification.use(secret, VerificationPurpose.PASSWORD_RESET);
        Account account = proven.account();
        if (!account.email().equals(proven.verification().email())) {
            throw new VerificationFailedException();
        }
        Instant now = clock.instant();
        account.changePassword(newHash, now);
        boolean firstProof = account.verifyEmail(now);
        verifications.closeThoseOfAnEarlierPassword(account.id(), now);
        sessions.endAllOf(account);
        secondFactor.endWhatOthersSetUp(account, firstProof, client);
        // In the order in which logins lock them.
        Stream.of(LoginAttempts.keyOf(account.email()), LoginAttempts.keyOf(account.email(), client.network()))
                .sorted()
                .forEach(attempts::deleteById);
        securityLog.record(account.id(), SecurityEventType.PASSWORD_RESET, client);
        securityLog.alert(account, SecurityAlertKind.PASSWORD_RESET, client);
        return account;
    }
}

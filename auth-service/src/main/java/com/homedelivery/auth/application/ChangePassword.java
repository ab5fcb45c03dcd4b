package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Replaces an account's password and ends all its sessions: refresh tokens and access tokens are revoked. */
@Service
public class ChangePassword {

    private final ConfirmIdentity identity;
    private final PasswordHasher hasher;
    private final SessionLifecycle sessions;
    private final Verifications verifications;
    private final ManageSecondFactor secondFactor;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ChangePassword(
            ConfirmIdentity identity,
            PasswordHasher hasher,
            SessionLifecycle sessions,
            Verifications verifications,
            ManageSecondFactor secondFactor,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.identity = identity;
        this.hasher = hasher;
        this.sessions = sessions;
        this.verifications = verifications;
        this.secondFactor = secondFactor;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param newPassword 8 to 72 bytes
     * @throws ValidationException when the current password is wrong, which counts like a failed login
     * @throws ConflictException when it was changed concurrently
     */
    public Account change(UUID accountId, String currentPassword, String newPassword, Client client) {
        Account confirmed = identity.byPassword(accountId, "currentPassword", currentPassword, client);
        String newHash = hasher.hash(newPassword);
        Account changed = Objects.requireNonNull(transactions.execute(_ -> replace(confirmed, newHash, client)));
        tokenEpochs.publish(changed);
        return changed;
    }

    private Account replace(Account confirmed, String newHash, Client client) {
        Account account = identity.lock(confirmed);
        Instant now = clock.instant();
        account.changePassword(newHash, now);
        verifications.closeThoseOfAnEarlierPassword(account.id(), now);
        sessions.endAllOf(account);
        secondFactor.endSetup(account.id());
        securityLog.record(account.id(), SecurityEventType.PASSWORD_CHANGED, client);
        securityLog.alert(account, SecurityAlertKind.PASSWORD_CHANGED, client);
        return account;
    }
}

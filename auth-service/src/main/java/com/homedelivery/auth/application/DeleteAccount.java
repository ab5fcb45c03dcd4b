package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.RecoveryCodes;
import com.homedelivery.auth.domain.SecondFactors;
import com.homedelivery.auth.domain.SecurityEvents;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes an account at its owner's wish: at once and for good. What is left has nothing that tells who it was; orders name its
 * id. The address may be registered again, by an account that has nothing of this one.
 */
@Service
public class DeleteAccount {

    private static final Logger log = LoggerFactory.getLogger(DeleteAccount.class);

    private final Accounts accounts;
    private final ConfirmIdentity identity;
    private final SessionLifecycle sessions;
    private final KnownClients knownClients;
    private final SecurityEvents securityEvents;
    private final Verifications verifications;
    private final SecondFactors secondFactors;
    private final RecoveryCodes recoveryCodes;
    private final SecurityLog securityLog;
    private final Outbox outbox;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    DeleteAccount(
            Accounts accounts,
            ConfirmIdentity identity,
            SessionLifecycle sessions,
            KnownClients knownClients,
            SecurityEvents securityEvents,
            Verifications verifications,
            SecondFactors secondFactors,
            RecoveryCodes recoveryCodes,
            SecurityLog securityLog,
            Outbox outbox,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.identity = identity;
        this.sessions = sessions;
        this.knownClients = knownClients;
        this.securityEvents = securityEvents;
        this.verifications = verifications;
        this.secondFactors = secondFactors;
        this.recoveryCodes = recoveryCodes;
        this.securityLog = securityLog;
        this.outbox = outbox;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @throws ValidationException when the password or the code is wrong
     * @throws ConflictException when no admin would be left
     */
    public void delete(UUID accountId, String password, @Nullable String code, Client client) {
        Account confirmed = identity.byPasswordAndCode(accountId, password, code, client);
        Account changed = Objects.requireNonNull(transactions.execute(_ -> forget(confirmed, client)));
        tokenEpochs.publish(changed);
    }

    private Account forget(Account confirmed, Client client) {
        // All admins are locked, always first, as when a role changes: the last two must not leave at once.
        int admins = accounts.findAdminsForUpdate().size();
        Account account = identity.lock(confirmed);
        if (account.isAdmin() && admins == 1) {
            throw new ConflictException("The last admin cannot be deleted");
        }
        Optional<EmailAddress> email = account.verifiedEmail();
        outbox.publish(account.delete(clock.instant()));
        email.ifPresent(last -> securityLog.alert(account.id(), last, SecurityAlertKind.ACCOUNT_DELETED, client));
        sessions.endAllOf(account);
        knownClients.deleteAllOf(account.id());
        verifications.deleteAllOf(account.id());
        recoveryCodes.deleteAllOf(account.id());
        secondFactors.deleteOf(account.id());
        securityEvents.deleteAllOf(account.id());
        log.info("Account {} is deleted at its owner's wish", account.id());
        return account;
    }
}

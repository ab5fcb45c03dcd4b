package com.homedelivery.auth.application;

import com.homedelivery.auth.application.RequestLimits.Limit;
import com.homedelivery.auth.application.VerificationCheck.Proven;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.VerificationFailedException;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives an account another address, once its owner has proven that it is theirs. Until then nothing changes, and nothing tells
 * whether somebody else has it.
 */
@Service
public class ChangeEmail {

    private static final Limit MAILS = new Limit("change of address", 5, Duration.ofHours(1));

    /** Whoever has many accounts must not flood somebody. */
    private static final Limit MAILS_TO_ONE = new Limit("change to address", 5, Duration.ofHours(1));

    private final Accounts accounts;
    private final ConfirmIdentity identity;
    private final OpenVerification verification;
    private final VerificationCheck check;
    private final Verifications verifications;
    private final Outbox outbox;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final RequestLimits limits;
    private final TransactionOperations transactions;
    private final Clock clock;

    ChangeEmail(
            Accounts accounts,
            ConfirmIdentity identity,
            OpenVerification verification,
            VerificationCheck check,
            Verifications verifications,
            Outbox outbox,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            RequestLimits limits,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.identity = identity;
        this.verification = verification;
        this.check = check;
        this.verifications = verifications;
        this.outbox = outbox;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Has a mail sent to the new address.
     *
     * @throws ValidationException when the password or the code is wrong, or the address can be nobody's
     * @throws TooManyRequestsException when the account has asked too often, or all accounts together for the address
     */
    public void request(UUID accountId, EmailAddress newEmail, String password, @Nullable String code, Client client) {
        if (newEmail.isOfDeleted()) {
            throw new ValidationException("newEmail", "cannot be used");
        }
        Account confirmed = identity.byPasswordAndCode(accountId, password, code, client);
        take(MAILS, accountId.toString());
        take(MAILS_TO_ONE, newEmail.value());
        transactions.executeWithoutResult(_ -> {
            Account account = identity.lock(confirmed);
            verification.open(account.id(), VerificationPurpose.EMAIL_CHANGE, newEmail);
            securityLog.record(account.id(), SecurityEventType.EMAIL_CHANGE_REQUESTED, client);
        });
    }

    private void take(Limit limit, String whose) {
        Duration wait = limits.take(limit, whose);
        if (wait.isPositive()) {
            throw new TooManyRequestsException("There are mails on their way: try again later", wait);
        }
    }

    /**
     * @throws VerificationFailedException when the secret is good for nothing (any more)
     * @throws ConflictException when the address has an account meanwhile, or had one all along
     */
    public void confirm(String secret, Client client) {
        Account changed = Objects.requireNonNull(transactions.execute(_ -> change(secret, client)));
        tokenEpochs.publish(changed);
    }

    private Account change(String secret, Client client) {
        Proven proven = check.use(secret, VerificationPurpose.EMAIL_CHANGE);
        EmailAddress newEmail = proven.verification().email();
        if (accounts.existsByEmail(newEmail.value())) {
            throw new ConflictException("This address has an account already");
        }
        Account account = proven.account();
        Optional<EmailAddress> oldEmail = account.verifiedEmail();
        Instant now = clock.instant();
        outbox.publish(account.changeEmail(newEmail, now));
        // What was mailed to the old address is good for nothing any more.
        verifications.closeAll(account.id(), VerificationPurpose.PASSWORD_RESET, now);
        verifications.closeAll(account.id(), VerificationPurpose.EMAIL_VERIFICATION, now);
        securityLog.record(account.id(), SecurityEventType.EMAIL_CHANGED, client);
        oldEmail.ifPresent(email -> securityLog.alert(account.id(), email, SecurityAlertKind.EMAIL_CHANGED, client));
        return account;
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Account.Opened;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.RegistrationFailedException;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Opens accounts and publishes them. */
@Service
public class RegisterAccount {

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final Outbox outbox;
    private final OpenVerification verification;
    private final SecurityLog securityLog;
    private final TransactionOperations transactions;
    private final Clock clock;

    RegisterAccount(
            Accounts accounts,
            PasswordHasher hasher,
            Outbox outbox,
            OpenVerification verification,
            SecurityLog securityLog,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.outbox = outbox;
        this.verification = verification;
        this.securityLog = securityLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Somebody opens an account of their own, and is mailed a link that verifies the address.
     *
     * @param password 8 to 72 bytes
     * @throws ValidationException when the address can be nobody's
     * @throws RegistrationFailedException when the address has an account, also one that is opened concurrently
     */
    public Account signUp(EmailAddress email, String password, Client client) {
        if (email.isOfDeleted()) {
            throw new ValidationException("email", "cannot be used");
        }
        Opened opened = Account.open(email, hash(email, password), Role.USER, clock.instant());
        UUID id = opened.account().id();
        transactions.executeWithoutResult(_ -> {
            save(opened);
            verification.open(id, VerificationPurpose.EMAIL_VERIFICATION, email);
            securityLog.record(id, SecurityEventType.REGISTERED, client);
        });
        return opened.account();
    }

    /**
     * Whoever runs the shop opens an account, with an address that they know.
     *
     * @param password 8 to 72 bytes
     * @throws RegistrationFailedException when the address has an account, also one that is opened concurrently
     */
    public Account register(EmailAddress email, String password, Role role) {
        Opened opened = Account.openVerified(email, hash(email, password), role, clock.instant());
        transactions.executeWithoutResult(_ -> save(opened));
        return opened.account();
    }

    private String hash(EmailAddress email, String password) {
        if (accounts.existsByEmail(email.value())) {
            throw new RegistrationFailedException();
        }
        return hasher.hash(password);
    }

    private void save(Opened opened) {
        if (accounts.insertIfAbsent(opened.account()) == 0) {
            throw new RegistrationFailedException();
        }
        outbox.publish(opened.event());
    }
}

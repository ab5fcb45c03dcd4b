package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.RegistrationFailedException;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Opens an account and announces it. */
@Service
public class RegisterAccount {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    RegisterAccount(
            Accounts accounts,
            PasswordHashing hashing,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param password 8 to 72 bytes
     * @throws RegistrationFailedException when the address has an account, be it opened at the same moment
     */
    public Account register(EmailAddress email, String password, Role role) {
        if (accounts.existsByEmail(email.value())) {
            throw new RegistrationFailedException();
        }
        String hash = hashing.hash(password);
        Account account = Account.open(email, hash, role, clock.instant());
        transactions.executeWithoutResult(_ -> open(account));
        return account;
    }

    private void open(Account account) {
        if (accounts.add(account) == 0) {
            throw new RegistrationFailedException();
        }
        outbox.publish(new UserRegistered(account.id(), account.email().value(), account.role(), account.createdAt()));
    }
}

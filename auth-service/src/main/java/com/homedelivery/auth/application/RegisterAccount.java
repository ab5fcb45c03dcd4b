package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Account.Opened;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.RegistrationFailedException;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Opens an account and publishes it. */
@Service
public class RegisterAccount {

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    RegisterAccount(
            Accounts accounts, PasswordHasher hasher, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param password 8 to 72 bytes
     * @throws RegistrationFailedException when the address has an account, also one that is opened concurrently
     */
    public Account register(EmailAddress email, String password, Role role) {
        if (accounts.existsByEmail(email.value())) {
            throw new RegistrationFailedException();
        }
        String hash = hasher.hash(password);
        Opened opened = Account.open(email, hash, role, clock.instant());
        transactions.executeWithoutResult(_ -> save(opened));
        return opened.account();
    }

    private void save(Opened opened) {
        if (accounts.insertIfAbsent(opened.account()) == 0) {
            throw new RegistrationFailedException();
        }
        outbox.publish(opened.event());
    }
}

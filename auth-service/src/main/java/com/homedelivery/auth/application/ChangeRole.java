package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.StaleAdminTokenException;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Changes an account's role. It takes effect at once: access tokens with the old role are refused. */
@Service
public class ChangeRole {

    private static final Logger log = LoggerFactory.getLogger(ChangeRole.class);

    private final Accounts accounts;
    private final Outbox outbox;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ChangeRole(
            Accounts accounts,
            Outbox outbox,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param admin who changes it
     * @throws StaleAdminTokenException when that account is no longer an admin
     * @throws NotFoundException when there is no such account
     * @throws ConflictException when no admin would be left
     */
    public Account change(UUID admin, UUID accountId, Role role, Client client) {
        Account account = Objects.requireNonNull(transactions.execute(_ -> assign(admin, accountId, role, client)));
        if (account.tokenEpoch() > 0) {
            tokenEpochs.publish(account);
        }
        return account;
    }

    private Account assign(UUID admin, UUID accountId, Role role, Client client) {
        // All admins are locked, always first: two who demote each other at once must not both succeed.
        List<Account> admins = accounts.findAdminsForUpdate();
        if (admins.stream().noneMatch(each -> each.id().equals(admin))) {
            throw new StaleAdminTokenException();
        }
        Account account = accounts.findByIdForUpdate(accountId).orElseThrow(() -> new NotFoundException("User"));
        if (account.isAdmin() && role != Role.ADMIN && admins.size() == 1) {
            throw new ConflictException("The last admin cannot be given another role");
        }
        account.assignRole(role, clock.instant()).ifPresent(event -> {
            log.info("Admin {} gives {} the role {}", admin, accountId, role);
            outbox.publish(event);
            securityLog.record(accountId, SecurityEventType.ROLE_CHANGED, client);
        });
        return account;
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.NoLongerAdmin;
import com.homedelivery.shared.api.Conflict;
import com.homedelivery.shared.api.NotFound;
import com.homedelivery.shared.security.Role;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes somebody a rider, an admin or an ordinary user. */
@Service
public class ChangeRole {

    private static final Logger log = LoggerFactory.getLogger(ChangeRole.class);

    private final Accounts accounts;

    ChangeRole(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * @param admin who does it
     * @throws NoLongerAdmin when that was true only when the access token was issued
     * @throws NotFound when there is no such account
     * @throws Conflict when no admin would be left
     */
    @Transactional
    public Account change(UUID admin, UUID accountId, Role role) {
        // All admins are locked, always first: two who demote each other at once must not both succeed.
        List<Account> admins = accounts.lockAdmins();
        if (admins.stream().noneMatch(each -> each.id().equals(admin))) {
            throw new NoLongerAdmin();
        }
        Account account = accounts.lock(accountId).orElseThrow(() -> new NotFound("User"));
        if (account.isAdmin() && role != Role.ADMIN && admins.size() == 1) {
            throw new Conflict("The last admin cannot be given another role");
        }
        log.info("Admin {} changes the role of {} from {} to {}", admin, accountId, account.role(), role);
        account.assign(role);
        return account;
    }
}

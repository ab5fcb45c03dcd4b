package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.LoginSession;
import com.homedelivery.auth.domain.LoginSessions;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shows people where they are logged in, and logs them out there. Access tokens name no session that services could ask about:
 * when one is revoked, all access tokens of the account end, and the sessions that stay get new ones by a refresh.
 */
@Service
public class ManageSessions {

    private final Accounts accounts;
    private final LoginSessions sessions;
    private final SessionLifecycle lifecycle;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageSessions(
            Accounts accounts,
            LoginSessions sessions,
            SessionLifecycle lifecycle,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.lifecycle = lifecycle;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The one that was used last comes first. */
    public List<LoginSession> list(CurrentUser user) {
        return sessions.findAllOf(user.id(), clock.instant(), Limit.of(SessionLifecycle.MAX_SESSIONS));
    }

    /** @throws NotFoundException when the account has no such session */
    public void revoke(CurrentUser user, UUID sessionId, Client client) {
        change(user, account -> {
            sessions.findById(sessionId)
                    .filter(session -> session.isOf(account.id()))
                    .orElseThrow(() -> new NotFoundException("Session"));
            lifecycle.end(sessionId);
            securityLog.record(account.id(), SecurityEventType.SESSION_REVOKED, client);
        });
    }

    /** Revokes all but the one that the access token comes from; all, when it comes from none. */
    public void revokeOthers(CurrentUser user, Client client) {
        change(user, account -> {
            lifecycle.endAllOf(account, user.sessionId());
            securityLog.record(account.id(), SecurityEventType.SESSIONS_REVOKED, client);
            securityLog.alert(account, SecurityAlertKind.SESSIONS_REVOKED, client);
        });
    }

    private void change(CurrentUser user, Consumer<Account> change) {
        Account changed = transactions.execute(_ -> {
            Account account = accounts.findByIdForUpdate(user.id()).orElseThrow(() -> new NotFoundException("Account"));
            account.endAccessTokens(clock.instant());
            change.accept(account);
            return account;
        });
        tokenEpochs.publish(Objects.requireNonNull(changed));
    }
}

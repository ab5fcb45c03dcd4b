package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.SessionLifecycle.Session;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.OpaqueSecret;
import com.homedelivery.auth.domain.RefreshFailedException;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.auth.domain.SecurityEventType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Exchanges a refresh token for the next pair of tokens, once. Reuse of a token after the grace period means that it was
 * copied, and nobody can tell by which side: its whole family is revoked (RFC 9700, section 4.14.2).
 */
@Service
public class RotateTokens {

    private static final Logger log = LoggerFactory.getLogger(RotateTokens.class);

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final SessionLifecycle sessions;
    private final SecurityLog securityLog;
    private final Duration reuseGrace;
    private final TransactionOperations transactions;
    private final Clock clock;

    RotateTokens(
            Accounts accounts,
            RefreshTokens refreshTokens,
            SessionLifecycle sessions,
            SecurityLog securityLog,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.securityLog = securityLog;
        this.reuseGrace = properties.reuseGrace();
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws RefreshFailedException when the token is unknown, used, expired, revoked or no refresh token at all */
    public TokenPair rotate(String presented, Client client) {
        OpaqueSecret secret = OpaqueSecret.parse(presented).orElseThrow(RefreshFailedException::new);
        // Thrown outside of the transaction, which has to commit a revocation.
        Optional<Session> session = transactions.execute(_ -> exchange(secret, client));
        if (session == null || session.isEmpty()) {
            throw new RefreshFailedException();
        }
        return sessions.tokensOf(session.get());
    }

    /** Reads the token only after its account is locked, so that of two concurrent exchanges the second sees the first. */
    private Optional<Session> exchange(OpaqueSecret secret, Client client) {
        Optional<Account> account = refreshTokens.findAccountId(secret.hash()).flatMap(accounts::findByIdForUpdate);
        return account.flatMap(owner ->
                refreshTokens.findByTokenHash(secret.hash()).flatMap(token -> rotateOrRevoke(owner, token, client)));
    }

    private Optional<Session> rotateOrRevoke(Account account, RefreshToken token, Client client) {
        return switch (token.statusAt(clock.instant(), reuseGrace)) {
            case ACTIVE -> Optional.of(sessions.refresh(account, token, client));
            case EXPIRED, RECENTLY_ROTATED -> Optional.empty();
            case REUSED -> {
                int revoked = sessions.end(token.familyId());
                securityLog.record(account.id(), SecurityEventType.TOKEN_REUSED, client);
                log.warn(
                        "A spent refresh token of account {} was presented again: its family of {} is revoked",
                        account.id(),
                        revoked);
                yield Optional.empty();
            }
        };
    }
}

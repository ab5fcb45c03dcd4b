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
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Exchanges a refresh token for the next pair of tokens, once. Reuse of a token after the grace period means that it was
 * copied, and nobody can tell by which side: its whole family is revoked (RFC 9700, section 4.14.2), and all access tokens of the
 * account end, as when a session is revoked.
 */
@Service
public class RotateTokens {

    private static final Logger log = LoggerFactory.getLogger(RotateTokens.class);

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final SessionLifecycle sessions;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final Duration reuseGrace;
    private final TransactionOperations transactions;
    private final Clock clock;

    RotateTokens(
            Accounts accounts,
            RefreshTokens refreshTokens,
            SessionLifecycle sessions,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.reuseGrace = properties.reuseGrace();
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a token that was presented. */
    private sealed interface Outcome {
        record Exchanged(Session session) implements Outcome {}

        record Refused() implements Outcome {}

        record Revoked(Account account) implements Outcome {}
    }

    /** @throws RefreshFailedException when the token is unknown, used, expired, revoked or no refresh token at all */
    public TokenPair rotate(String presented, Client client) {
        OpaqueSecret secret = OpaqueSecret.parse(presented).orElseThrow(RefreshFailedException::new);
        // Thrown outside of the transaction, which has to commit a revocation.
        Outcome outcome = Objects.requireNonNull(transactions.execute(_ -> exchange(secret, client)));
        return switch (outcome) {
            case Outcome.Exchanged(var session) -> sessions.tokensOf(session);
            case Outcome.Refused _ -> throw new RefreshFailedException();
            case Outcome.Revoked(var account) -> {
                tokenEpochs.publish(account);
                throw new RefreshFailedException();
            }
        };
    }

    /** Reads the token only after its account is locked, so that of two concurrent exchanges the second sees the first. */
    private Outcome exchange(OpaqueSecret secret, Client client) {
        Optional<Account> account = refreshTokens.findAccountId(secret.hash()).flatMap(accounts::findByIdForUpdate);
        return account.flatMap(owner ->
                        refreshTokens.findByTokenHash(secret.hash()).map(token -> rotateOrRevoke(owner, token, client)))
                .orElseGet(Outcome.Refused::new);
    }

    private Outcome rotateOrRevoke(Account account, RefreshToken token, Client client) {
        return switch (token.statusAt(clock.instant(), reuseGrace)) {
            case ACTIVE -> new Outcome.Exchanged(sessions.refresh(account, token, client));
            case EXPIRED, RECENTLY_ROTATED -> new Outcome.Refused();
            case REUSED -> {
                account.endAccessTokens(clock.instant());
                int revoked = sessions.end(token.familyId());
                securityLog.record(account.id(), SecurityEventType.TOKEN_REUSED, client);
                log.warn(
                        "A spent refresh token of account {} was presented again: its family of {} is revoked",
                        account.id(),
                        revoked);
                yield new Outcome.Revoked(account);
            }
        };
    }
}

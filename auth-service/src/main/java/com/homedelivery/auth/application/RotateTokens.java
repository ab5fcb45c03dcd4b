package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.RefreshFailedException;
import com.homedelivery.auth.domain.RefreshSecret;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.shared.security.AccessTokens;
import java.time.Clock;
import java.time.Instant;
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
    private final AccessTokens accessTokens;
    private final AuthProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    RotateTokens(
            Accounts accounts,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws RefreshFailedException when the token is unknown, used, expired, revoked or no refresh token at all */
    public TokenPair rotate(String presented) {
        RefreshSecret secret = RefreshSecret.parse(presented).orElseThrow(RefreshFailedException::new);
        RefreshSecret next = RefreshSecret.random();
        // Thrown outside of the transaction, which has to commit a revocation.
        Optional<Account> account = transactions.execute(_ -> exchange(secret, next));
        if (account == null || account.isEmpty()) {
            throw new RefreshFailedException();
        }
        return new TokenPair(
                accessTokens.issueFor(account.get().asUser(), account.get().tokenEpoch()),
                next.value(),
                accessTokens.lifetime());
    }

    /** Reads the token only after its account is locked, so that of two concurrent exchanges the second sees the first. */
    private Optional<Account> exchange(RefreshSecret secret, RefreshSecret next) {
        Optional<Account> account = refreshTokens.findAccountId(secret.hash()).flatMap(accounts::findByIdForUpdate);
        if (account.isEmpty()) {
            return account;
        }
        Optional<RefreshToken> token = refreshTokens.findByTokenHash(secret.hash());
        return token.isPresent() && rotateOrRevoke(token.get(), next) ? account : Optional.empty();
    }

    /** @return whether the token was rotated */
    private boolean rotateOrRevoke(RefreshToken token, RefreshSecret next) {
        Instant now = clock.instant();
        return switch (token.statusAt(now, properties.reuseGrace())) {
            case ACTIVE -> {
                refreshTokens.save(token.rotate(next, now, properties.refreshTtl()));
                yield true;
            }
            case EXPIRED, RECENTLY_ROTATED -> false;
            case REUSED -> {
                int revoked = refreshTokens.revokeFamily(token.familyId());
                log.warn(
                        "A spent refresh token of account {} was presented again: its family of {} is revoked",
                        token.accountId(),
                        revoked);
                yield false;
            }
        };
    }
}

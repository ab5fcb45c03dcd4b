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
 * Exchanges a refresh token for the next pair of tokens: once. A spent token that turns up again after a moment's grace
 * has been copied, by a thief or from its rightful owner, and nobody can tell which: its whole family is revoked
 * (RFC 9700, section 4.14.2).
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

    /** @throws RefreshFailedException when the token is unknown, spent, expired, revoked or no refresh token at all */
    public TokenPair rotate(String presented) {
        RefreshSecret secret = RefreshSecret.parse(presented).orElseThrow(RefreshFailedException::new);
        RefreshSecret next = RefreshSecret.random();
        // Refused outside of the transaction: a revocation is to last.
        Optional<Account> account = transactions.execute(_ -> exchange(secret, next));
        if (account == null || account.isEmpty()) {
            throw new RefreshFailedException();
        }
        return new TokenPair(
                accessTokens.issueFor(account.get().asUser(), account.get().tokenEpoch()),
                next.value(),
                accessTokens.lifetime());
    }

    /** Reads the token only once its account is locked, so that of two exchanges at once the second sees the first. */
    private Optional<Account> exchange(RefreshSecret secret, RefreshSecret next) {
        return refreshTokens
                .findAccountId(secret.hash())
                .flatMap(accounts::lock)
                .filter(_ -> refreshTokens
                        .findByTokenHash(secret.hash())
                        .filter(token -> isExchanged(token, next))
                        .isPresent());
    }

    private boolean isExchanged(RefreshToken token, RefreshSecret next) {
        Instant now = clock.instant();
        return switch (token.standing(now, properties.reuseGrace())) {
            case GOOD -> {
                refreshTokens.save(token.exchange(next, now, properties.refreshTtl()));
                yield true;
            }
            case EXPIRED, JUST_SPENT -> false;
            case STOLEN -> {
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

package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.PasswordVerifier.Verdict;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LoginFailedException;
import com.homedelivery.auth.domain.RefreshSecret;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.shared.security.AccessTokens;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Exchanges an e-mail address and a password for tokens. */
@Service
public class LogIn {

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final PasswordVerifier passwordVerifier;
    private final AuthProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    LogIn(
            Accounts accounts,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            PasswordVerifier passwordVerifier,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.passwordVerifier = passwordVerifier;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws LoginFailedException without telling whether there is such an account */
    public TokenPair logIn(EmailAddress email, String password) {
        Optional<Account> account = accounts.findByEmail(email.value());
        return switch (passwordVerifier.verify(email, account, password)) {
            case Verdict.Right _ -> issueTokens(account.orElseThrow());
            case Verdict.Wrong _ -> throw LoginFailedException.wrong();
            case Verdict.TooOften(var wait) -> throw LoginFailedException.tooOften(wait);
        };
    }

    private TokenPair issueTokens(Account checked) {
        RefreshSecret secret = RefreshSecret.random();
        Account account = Objects.requireNonNull(transactions.execute(_ -> accounts.findByIdForUpdate(checked.id())
                // The password may have been changed while the old one was being compared.
                .filter(current -> current.hasPasswordHash(checked.passwordHash()))
                .map(current -> startFamily(current, secret))
                .orElseThrow(LoginFailedException::wrong)));
        return new TokenPair(
                accessTokens.issueFor(account.asUser(), account.tokenEpoch()), secret.value(), accessTokens.lifetime());
    }

    private Account startFamily(Account account, RefreshSecret secret) {
        refreshTokens.save(RefreshToken.atLogin(account.id(), secret, clock.instant(), properties.refreshTtl()));
        return account;
    }
}

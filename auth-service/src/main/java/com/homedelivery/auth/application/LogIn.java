package com.homedelivery.auth.application;

import com.homedelivery.auth.application.PasswordVerifier.Verdict;
import com.homedelivery.auth.application.SecondFactorVerifier.CodeVerdict;
import com.homedelivery.auth.application.SessionLifecycle.Session;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LoginFailedException;
import com.homedelivery.auth.domain.SecondFactorException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Exchanges an e-mail address, a password, and a code where a second factor is on, for tokens. */
@Service
public class LogIn {

    private final Accounts accounts;
    private final PasswordVerifier passwordVerifier;
    private final SecondFactorVerifier secondFactor;
    private final SessionLifecycle sessions;
    private final TransactionOperations transactions;

    LogIn(
            Accounts accounts,
            PasswordVerifier passwordVerifier,
            SecondFactorVerifier secondFactor,
            SessionLifecycle sessions,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.passwordVerifier = passwordVerifier;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /** What became of a right password. */
    private sealed interface Outcome {
        record Begun(Session session) implements Outcome {}

        record Refused(CodeVerdict verdict) implements Outcome {}
    }

    /**
     * @param code of the authenticator app, or a recovery code; ignored where no second factor is on
     * @throws LoginFailedException without telling whether there is such an account
     * @throws SecondFactorException when the password is right, and the code missing or wrong
     */
    public TokenPair logIn(EmailAddress email, String password, @Nullable String code, Client client) {
        Optional<Account> account = accounts.findByEmail(email.value());
        return switch (passwordVerifier.verify(email, account, password, client)) {
            case Verdict.Right _ -> issueTokens(account.orElseThrow(), code, client);
            case Verdict.Wrong _ -> throw LoginFailedException.wrong();
            case Verdict.TooOften(var wait) -> throw LoginFailedException.tooOften(wait);
        };
    }

    /** Refuses outside of the transaction, which has to commit what was counted. */
    private TokenPair issueTokens(Account checked, @Nullable String code, Client client) {
        Outcome outcome = Objects.requireNonNull(transactions.execute(_ -> accounts.findByIdForUpdate(checked.id())
                // The password may have been changed while the old one was being compared.
                .filter(current -> current.hasPasswordHash(checked.passwordHash()))
                .map(current -> begin(current, code, client))
                .orElseThrow(LoginFailedException::wrong)));
        return switch (outcome) {
            case Outcome.Begun(var session) -> sessions.tokensOf(session);
            case Outcome.Refused(CodeVerdict.TooOften(var wait)) -> throw LoginFailedException.tooOften(wait);
            case Outcome.Refused(CodeVerdict.Missing _) -> throw SecondFactorException.required();
            case Outcome.Refused _ -> throw SecondFactorException.wrong();
        };
    }

    private Outcome begin(Account account, @Nullable String code, Client client) {
        CodeVerdict verdict = secondFactor.verify(account, code, client);
        return verdict instanceof CodeVerdict.Right
                ? new Outcome.Begun(sessions.begin(account, client))
                : new Outcome.Refused(verdict);
    }
}

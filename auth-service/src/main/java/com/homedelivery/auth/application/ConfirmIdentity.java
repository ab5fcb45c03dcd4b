package com.homedelivery.auth.application;

import com.homedelivery.auth.application.PasswordVerifier.Verdict;
import com.homedelivery.auth.application.SecondFactorVerifier.CodeVerdict;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks somebody who is logged in for the password once more, and for a code where a second factor is on, before something that
 * a stolen access token must not be enough for. Wrong ones count like failed logins.
 */
@Component
class ConfirmIdentity {

    private static final String CODE = "code";

    private final Accounts accounts;
    private final PasswordVerifier passwordVerifier;
    private final SecondFactorVerifier secondFactor;
    private final TransactionOperations transactions;

    ConfirmIdentity(
            Accounts accounts,
            PasswordVerifier passwordVerifier,
            SecondFactorVerifier secondFactor,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.passwordVerifier = passwordVerifier;
        this.secondFactor = secondFactor;
        this.transactions = transactions;
    }

    /**
     * @return the account whose password was right
     * @throws ValidationException when the field {@code password}, or {@code code}, is wrong
     */
    Account byPasswordAndCode(UUID accountId, String password, @Nullable String code, Client client) {
        Account account = byPassword(accountId, "password", password, client);
        CodeVerdict verdict = Objects.requireNonNull(transactions.execute(_ -> accounts.findByIdForUpdate(accountId)
                .map(locked -> secondFactor.verify(locked, code, client))
                .orElseThrow(() -> new NotFoundException("Account"))));
        switch (verdict) {
            case CodeVerdict.Right _ -> {}
            case CodeVerdict.Missing _ -> throw new ValidationException(CODE, "is required");
            case CodeVerdict.Wrong _ -> throw new ValidationException(CODE, "is wrong, or was used before");
            case CodeVerdict.TooOften(var wait) -> throw tooOften(CODE, wait);
        }
        return account;
    }

    /**
     * @param field name of the request's field that has the password
     * @return the account whose password was right
     * @throws ValidationException when it is wrong
     */
    Account byPassword(UUID accountId, String field, String password, Client client) {
        Account account = accounts.findById(accountId).orElseThrow(() -> new NotFoundException("Account"));
        return switch (passwordVerifier.verify(account.email(), Optional.of(account), password, client)) {
            case Verdict.Right _ -> account;
            case Verdict.Wrong _ -> throw new ValidationException(field, "is wrong");
            case Verdict.TooOften(var wait) -> throw tooOften(field, wait);
        };
    }

    /**
     * Locks the account whose password was right, in the transaction that changes it.
     *
     * @throws ConflictException when the password was changed meanwhile
     */
    Account lock(Account confirmed) {
        return accounts.findByIdForUpdate(confirmed.id())
                .filter(current -> current.hasPasswordHash(confirmed.passwordHash()))
                .orElseThrow(() -> new ConflictException("The password was changed at the same moment"));
    }

    private static ValidationException tooOften(String field, Duration wait) {
        return new ValidationException(field, "was wrong too often: try again in " + (wait.toSeconds() + 1) + " s");
    }
}

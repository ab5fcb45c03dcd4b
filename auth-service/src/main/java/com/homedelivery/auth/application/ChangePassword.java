package com.homedelivery.auth.application;

import com.homedelivery.auth.application.PasswordVerifier.Verdict;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Replaces an account's password and ends all its sessions: refresh tokens and access tokens are revoked. */
@Service
public class ChangePassword {

    private static final String FIELD = "currentPassword";

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final PasswordVerifier passwordVerifier;
    private final PasswordHasher hasher;
    private final TokenEpochPublisher tokenEpochs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ChangePassword(
            Accounts accounts,
            RefreshTokens refreshTokens,
            PasswordVerifier passwordVerifier,
            PasswordHasher hasher,
            TokenEpochPublisher tokenEpochs,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.passwordVerifier = passwordVerifier;
        this.hasher = hasher;
        this.tokenEpochs = tokenEpochs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param newPassword 8 to 72 bytes
     * @throws ValidationException when the current password is wrong, which counts like a failed login
     * @throws ConflictException when it was changed concurrently
     */
    public Account change(UUID accountId, String currentPassword, String newPassword) {
        Account account = accounts.findById(accountId).orElseThrow(() -> new NotFoundException("Account"));
        return switch (passwordVerifier.verify(account.email(), Optional.of(account), currentPassword)) {
            case Verdict.Right _ -> replace(account, hasher.hash(newPassword));
            case Verdict.Wrong _ -> throw new ValidationException(FIELD, "is wrong");
            case Verdict.TooOften(var wait) ->
                throw new ValidationException(
                        FIELD, "was wrong too often: try again in " + (wait.toSeconds() + 1) + " s");
        };
    }

    private Account replace(Account checked, String newHash) {
        Account changed = Objects.requireNonNull(transactions.execute(_ -> {
            Account account = accounts.findByIdForUpdate(checked.id())
                    .filter(current -> current.hasPasswordHash(checked.passwordHash()))
                    .orElseThrow(() -> new ConflictException("The password was changed at the same moment"));
            account.changePassword(newHash, clock.instant());
            refreshTokens.revokeAllOf(account.id());
            return account;
        }));
        tokenEpochs.publish(changed);
        return changed;
    }
}

package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.RequestLimits.Limit;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.RecoveryCode;
import com.homedelivery.auth.domain.RecoveryCodes;
import com.homedelivery.auth.domain.SecondFactor;
import com.homedelivery.auth.domain.SecondFactorUnavailableException;
import com.homedelivery.auth.domain.SecondFactors;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.security.CurrentUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Switches the second factor of an account on and off: set up, confirmed by a first code, with ten recovery codes. */
@Service
public class ManageSecondFactor {

    private static final int RECOVERY_CODES = 10;

    /** A stolen access token is enough to try them: not often enough to guess one. */
    private static final Limit FIRST_CODES = new Limit("first code", 10, Duration.ofHours(1));

    private final Accounts accounts;
    private final SecondFactors factors;
    private final RecoveryCodes recoveryCodes;
    private final TotpCodes codes;
    private final ConfirmIdentity identity;
    private final LoginAttemptsRepository attempts;
    private final KnownClients knownClients;
    private final SessionLifecycle sessions;
    private final SecurityLog securityLog;
    private final TokenEpochPublisher tokenEpochs;
    private final RequestLimits limits;
    private final String issuer;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageSecondFactor(
            Accounts accounts,
            SecondFactors factors,
            RecoveryCodes recoveryCodes,
            TotpCodes codes,
            ConfirmIdentity identity,
            LoginAttemptsRepository attempts,
            KnownClients knownClients,
            SessionLifecycle sessions,
            SecurityLog securityLog,
            TokenEpochPublisher tokenEpochs,
            RequestLimits limits,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.codes = codes;
        this.identity = identity;
        this.attempts = attempts;
        this.knownClients = knownClients;
        this.sessions = sessions;
        this.securityLog = securityLog;
        this.tokenEpochs = tokenEpochs;
        this.limits = limits;
        this.issuer = properties.totp().issuer();
        this.transactions = transactions;
        this.clock = clock;
    }

    private record SwitchedOn(Account account, List<String> recoveryCodes) {}

    /** @param recoveryCodesLeft 0 while it is off */
    public record Status(boolean enabled, int recoveryCodesLeft) {}

    /**
     * What goes into an authenticator app.
     *
     * @param secret in base 32
     * @param uri the same for a QR code, in the format of apps: {@code otpauth://totp/…}
     */
    public record Setup(String secret, String uri) {

        @Override
        public String toString() {
            return "Setup";
        }
    }

    public Status statusOf(UUID accountId) {
        return isOn(accountId) ? new Status(true, recoveryCodes.countByAccountId(accountId)) : new Status(false, 0);
    }

    /**
     * Makes a secret, in place of one that was not confirmed. Logins do not ask for it yet.
     *
     * @throws ConflictException when a second factor is on, or cannot be had here
     */
    public Setup setUp(UUID accountId, String password, Client client) {
        if (!codes.isAvailable()) {
            throw new ConflictException("A second factor cannot be set up here");
        }
        Account confirmed = identity.byPassword(accountId, "password", password, client);
        return Objects.requireNonNull(transactions.execute(_ -> {
            Account account = identity.lock(confirmed);
            if (isOn(accountId)) {
                throw new ConflictException("A second factor is on already");
            }
            factors.deleteOf(accountId);
            SecondFactor factor = factors.save(
                    new SecondFactor(accountId, codes.newSecret(), account.isEmailVerified(), clock.instant()));
            String secret = codes.decrypted(factor.secret());
            return new Setup(secret, uriOf(account, secret));
        }));
    }

    /**
     * Switches it on. All sessions end but the one that the access token comes from, which refreshes: whoever has begun another
     * was not asked for a code.
     *
     * @return the recovery codes, which are not shown again
     * @throws ValidationException when the code is wrong
     * @throws ConflictException when nothing was set up, or it is on already
     * @throws SecondFactorUnavailableException when what was set up cannot be read: it can be set up anew
     * @throws TooManyRequestsException when too many codes were tried
     */
    public List<String> confirm(CurrentUser user, String code, Client client) {
        Duration wait = limits.take(FIRST_CODES, user.id().toString());
        if (wait.isPositive()) {
            throw new TooManyRequestsException("Too many codes were tried: try again later", wait);
        }
        SwitchedOn switched = switchOn(user, code, client);
        tokenEpochs.publish(switched.account());
        return switched.recoveryCodes();
    }

    private SwitchedOn switchOn(CurrentUser user, String code, Client client) {
        UUID accountId = user.id();
        return inTransaction(accountId, account -> {
            SecondFactor factor = factors.findById(accountId)
                    .filter(found -> !found.isConfirmed())
                    .orElseThrow(() -> new ConflictException("No second factor waits to be confirmed"));
            codes.matchingStep(factor.secret(), code.strip(), clock.instant())
                    .filter(factor::use)
                    .orElseThrow(() -> new ValidationException("code", "is wrong"));
            factor.confirm(clock.instant());
            account.endAccessTokens(clock.instant());
            securityLog.record(accountId, SecurityEventType.TOTP_ENABLED, client);
            securityLog.alert(account, SecurityAlertKind.TOTP_ENABLED, client);
            sessions.endAllOf(account, user.sessionId());
            return new SwitchedOn(account, newRecoveryCodes(accountId));
        });
    }

    /**
     * Whoever has begun to set it up may have known a password that is none any more. To be called in the transaction that
     * replaces it.
     */
    void endSetup(UUID accountId) {
        factors.findById(accountId).filter(factor -> !factor.isConfirmed()).ifPresent(_ -> factors.deleteOf(accountId));
    }

    /**
     * Whoever has set it up may not have been the owner of the address by which a password is reset, and neither whoever logged
     * in. To be called in the transaction that resets it.
     *
     * @param firstProof whether this reset is the first that proves whose the address is
     */
    void endWhatOthersSetUp(Account account, boolean firstProof, Client client) {
        UUID accountId = account.id();
        if (firstProof) {
            knownClients.deleteAllOf(accountId);
        }
        factors.findById(accountId)
                .filter(factor -> firstProof || !factor.outlivesReset())
                .ifPresent(factor -> {
                    if (factor.isConfirmed()) {
                        securityLog.record(accountId, SecurityEventType.TOTP_DISABLED, client);
                        securityLog.alert(account, SecurityAlertKind.TOTP_DISABLED, client);
                    }
                    attempts.deleteById(LoginAttempts.keyOfSecondFactor(accountId));
                    recoveryCodes.deleteAllOf(accountId);
                    factors.deleteOf(accountId);
                });
    }

    /** @throws ValidationException when the password or the code is wrong */
    public void disable(UUID accountId, String password, @Nullable String code, Client client) {
        Account confirmed = identity.byPasswordAndCode(accountId, password, code, client);
        transactions.executeWithoutResult(_ -> {
            Account account = identity.lock(confirmed);
            boolean wasOn = isOn(accountId);
            recoveryCodes.deleteAllOf(accountId);
            factors.deleteOf(accountId);
            if (wasOn) {
                securityLog.record(accountId, SecurityEventType.TOTP_DISABLED, client);
                securityLog.alert(account, SecurityAlertKind.TOTP_DISABLED, client);
            }
        });
    }

    /**
     * Replaces all recovery codes, used or not.
     *
     * @throws ValidationException when the password or the code is wrong
     * @throws ConflictException when no second factor is on
     */
    public List<String> replaceRecoveryCodes(UUID accountId, String password, @Nullable String code, Client client) {
        Account confirmed = identity.byPasswordAndCode(accountId, password, code, client);
        return Objects.requireNonNull(transactions.execute(_ -> {
            identity.lock(confirmed);
            if (!isOn(accountId)) {
                throw new ConflictException("No second factor is on");
            }
            securityLog.record(accountId, SecurityEventType.RECOVERY_CODES_REPLACED, client);
            return newRecoveryCodes(accountId);
        }));
    }

    private boolean isOn(UUID accountId) {
        return factors.findById(accountId).filter(SecondFactor::isConfirmed).isPresent();
    }

    private List<String> newRecoveryCodes(UUID accountId) {
        recoveryCodes.deleteAllOf(accountId);
        List<String> fresh =
                Stream.generate(RecoveryCode::random).limit(RECOVERY_CODES).toList();
        fresh.forEach(code -> recoveryCodes.save(new RecoveryCode(accountId, code)));
        return fresh;
    }

    private <T> T inTransaction(UUID accountId, Function<Account, T> change) {
        return Objects.requireNonNull(transactions.execute(_ -> change.apply(
                accounts.findByIdForUpdate(accountId).orElseThrow(() -> new NotFoundException("Account")))));
    }

    private String uriOf(Account account, String secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                .formatted(encoded(issuer), encoded(account.email().value()), secret, encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

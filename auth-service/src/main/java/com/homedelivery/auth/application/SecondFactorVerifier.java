package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.LockoutPolicy;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.RecoveryCode;
import com.homedelivery.auth.domain.RecoveryCodes;
import com.homedelivery.auth.domain.SecondFactor;
import com.homedelivery.auth.domain.SecondFactorUnavailableException;
import com.homedelivery.auth.domain.SecondFactors;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Verifies codes of second factors, each good for one use, and counts those that are wrong. Who tries them knows the password:
 * they are counted by account, wherever they come from.
 */
@Component
class SecondFactorVerifier {

    sealed interface CodeVerdict {
        /** Also where no second factor is on. */
        record Right() implements CodeVerdict {}

        record Missing() implements CodeVerdict {}

        record Wrong() implements CodeVerdict {}

        /** Not compared, after too many failures. */
        record TooOften(Duration waitLeft) implements CodeVerdict {}
    }

    private final SecondFactors factors;
    private final RecoveryCodes recoveryCodes;
    private final TotpCodes codes;
    private final LoginAttemptsRepository attempts;
    private final LockoutPolicy policy;
    private final SecurityLog securityLog;
    private final Clock clock;

    SecondFactorVerifier(
            SecondFactors factors,
            RecoveryCodes recoveryCodes,
            TotpCodes codes,
            LoginAttemptsRepository attempts,
            AuthProperties properties,
            SecurityLog securityLog,
            Clock clock) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.codes = codes;
        this.attempts = attempts;
        this.policy = properties.lockout().policy();
        this.securityLog = securityLog;
        this.clock = clock;
    }

    /**
     * To be called in a transaction that holds the lock of the account, and that commits whatever the verdict is.
     *
     * @throws SecondFactorUnavailableException when the code is one of the app, and cannot be checked: nothing is counted
     */
    CodeVerdict verify(Account account, @Nullable String code, Client client) {
        Optional<SecondFactor> factor = factors.findById(account.id()).filter(SecondFactor::isConfirmed);
        if (factor.isEmpty()) {
            return new CodeVerdict.Right();
        }
        if (code == null || code.isBlank()) {
            return new CodeVerdict.Missing();
        }
        Instant now = clock.instant();
        String key = LoginAttempts.keyOfSecondFactor(account.id());
        Duration wait =
                attempts.findById(key).map(failed -> failed.waitLeft(now)).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            return new CodeVerdict.TooOften(wait);
        }
        if (use(factor.get(), code.strip(), now) || useRecoveryCode(account, code, client)) {
            attempts.deleteById(key);
            return new CodeVerdict.Right();
        }
        recordFailure(account, key, client, now);
        return new CodeVerdict.Wrong();
    }

    private boolean use(SecondFactor factor, String code, Instant now) {
        boolean used = codes.matchingStep(factor.secret(), code, now)
                .filter(factor::use)
                .isPresent();
        if (used) {
            codes.reencrypted(factor.secret()).ifPresent(factor::reencrypt);
        }
        return used;
    }

    private boolean useRecoveryCode(Account account, String code, Client client) {
        if (recoveryCodes.use(account.id(), RecoveryCode.hashOf(account.id(), code)) == 0) {
            return false;
        }
        securityLog.record(account.id(), SecurityEventType.RECOVERY_CODE_USED, client);
        securityLog.alert(account, SecurityAlertKind.RECOVERY_CODE_USED, client);
        return true;
    }

    private void recordFailure(Account account, String key, Client client, Instant now) {
        securityLog.record(account.id(), SecurityEventType.TOTP_FAILED, client);
        attempts.insertIfAbsent(key, now);
        attempts.findByIdForUpdate(key).ifPresent(failures -> {
            failures.recordFailure(policy, now);
            if (failures.waitLeft(now).equals(policy.lockFor())) {
                securityLog.record(account.id(), SecurityEventType.ACCOUNT_LOCKED, client);
                securityLog.alert(account, SecurityAlertKind.ACCOUNT_LOCKED, client);
            }
        });
    }
}

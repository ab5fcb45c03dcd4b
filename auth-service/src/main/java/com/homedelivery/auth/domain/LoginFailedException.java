package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A login that is refused, in the same words whether or not there is such an account. */
public final class LoginFailedException extends DomainException {

    private LoginFailedException(String message, @Nullable Object details) {
        super(AuthErrorCode.LOGIN_FAILED, message, details);
    }

    public static LoginFailedException wrong() {
        return new LoginFailedException("Invalid e-mail or password", null);
    }

    /** @param wait how long no password will be compared for this address */
    public static LoginFailedException tooOften(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new LoginFailedException(
                "Too many failed logins: try again in " + seconds + " s", Map.of("retryAfterSeconds", seconds));
    }
}

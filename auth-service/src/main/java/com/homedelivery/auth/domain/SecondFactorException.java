package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** The password was right; the code of the second factor is missing, or wrong. */
public final class SecondFactorException extends DomainException {

    private SecondFactorException(AuthErrorCode code, String message) {
        super(code, message);
    }

    public static SecondFactorException required() {
        return new SecondFactorException(AuthErrorCode.TOTP_REQUIRED, "A code of the second factor is required");
    }

    public static SecondFactorException wrong() {
        return new SecondFactorException(AuthErrorCode.TOTP_FAILED, "The code is wrong, or was used before");
    }
}

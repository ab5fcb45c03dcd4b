package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.ErrorCode;

/** Refusals that only this service knows: registration, login, refresh, mailed secrets and second factors. */
public enum AuthErrorCode implements ErrorCode {
    REGISTRATION_FAILED(400),
    MISSING_TOKEN(400),
    VERIFICATION_FAILED(400),
    LOGIN_FAILED(401),
    TOTP_REQUIRED(401),
    TOTP_FAILED(401),
    REFRESH_FAILED(401),
    TOTP_UNAVAILABLE(409);

    private final int status;

    AuthErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}

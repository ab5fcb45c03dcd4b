package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** Codes of the app cannot be checked: the shop does not have the key any more that their secret was encrypted with. */
public final class SecondFactorUnavailableException extends DomainException {

    public SecondFactorUnavailableException() {
        super(AuthErrorCode.TOTP_UNAVAILABLE, "Codes of your app cannot be checked here: use a recovery code");
    }
}

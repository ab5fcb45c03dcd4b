package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** The e-mail address has an account already. */
public final class RegistrationFailedException extends DomainException {

    public RegistrationFailedException() {
        super(AuthErrorCode.REGISTRATION_FAILED, "This e-mail address cannot be registered");
    }
}

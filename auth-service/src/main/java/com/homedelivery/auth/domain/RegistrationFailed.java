package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** The e-mail address has an account already. */
public final class RegistrationFailed extends Refusal {

    public RegistrationFailed() {
        super(ErrorCode.REGISTRATION_FAILED, "This e-mail address cannot be registered");
    }
}

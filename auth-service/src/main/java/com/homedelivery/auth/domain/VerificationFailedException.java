package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;

/** The secret of a mail is unknown, used, superseded or expired: ask for another mail. */
public final class VerificationFailedException extends DomainException {

    public VerificationFailedException() {
        super(AuthErrorCode.VERIFICATION_FAILED, "This link is not valid any more: ask for another one");
    }
}

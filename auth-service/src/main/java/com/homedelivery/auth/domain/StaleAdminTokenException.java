package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** An access token that outlived a role change: who holds it was an admin when it was issued and is none any more. */
public final class StaleAdminTokenException extends DomainException {

    public StaleAdminTokenException() {
        super(ErrorCode.FORBIDDEN, "Your role does not allow this");
    }
}

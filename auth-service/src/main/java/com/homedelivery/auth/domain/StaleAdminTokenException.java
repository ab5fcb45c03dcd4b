package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** An access token that outlived a role change: its holder was an admin when it was issued, and is no longer. */
public final class StaleAdminTokenException extends DomainException {

    public StaleAdminTokenException() {
        super(CommonErrorCode.FORBIDDEN, "Your role does not allow this");
    }
}

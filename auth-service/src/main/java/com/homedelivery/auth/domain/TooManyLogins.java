package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** More people sign in at this moment than passwords can be checked. */
public final class TooManyLogins extends Refusal {

    public TooManyLogins() {
        super(ErrorCode.SERVICE_ERROR, "Too many people are signing in just now: try again in a moment");
    }
}

package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** A request that needs a refresh token came without one. */
public final class MissingToken extends Refusal {

    public MissingToken() {
        super(ErrorCode.MISSING_TOKEN, "A refresh token is required");
    }
}

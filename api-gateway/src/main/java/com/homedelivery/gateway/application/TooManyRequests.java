package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** The caller's allowance is used up. */
public final class TooManyRequests extends Refusal {

    public TooManyRequests() {
        super(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: slow down");
    }
}

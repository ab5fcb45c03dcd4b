package com.homedelivery.delivery.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.time.Duration;
import java.time.Instant;

/** Too many wrong codes: for a while not even the right one is taken. */
public final class OtpLockedException extends DomainException {

    OtpLockedException(Instant until, Instant now) {
        super(
                CommonErrorCode.CONFLICT,
                "Too many wrong codes: try again in "
                        + Math.ceilDiv(Duration.between(now, until).toSeconds(), 60) + " min");
    }
}

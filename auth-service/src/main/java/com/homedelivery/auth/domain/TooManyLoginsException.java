package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.OverloadedException;
import java.time.Duration;

/** More people sign in at this moment than passwords can be checked. */
public final class TooManyLoginsException extends OverloadedException {

    /** @param retryAfter how long those who wait already will take */
    public TooManyLoginsException(Duration retryAfter) {
        super("Too many people are signing in just now: try again in a moment", retryAfter);
    }
}

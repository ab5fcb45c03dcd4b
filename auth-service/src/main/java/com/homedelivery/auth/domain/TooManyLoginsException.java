package com.homedelivery.auth.domain;

import com.homedelivery.shared.api.error.OverloadedException;

/** More people sign in at this moment than passwords can be checked. */
public final class TooManyLoginsException extends OverloadedException {

    public TooManyLoginsException() {
        super("Too many people are signing in just now: try again in a moment");
    }
}

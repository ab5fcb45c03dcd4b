package com.homedelivery.shared.client;

import java.io.IOException;

/** A call to another service that was not begun; callers treat it like a service that does not answer. */
final class CallRejectedException extends IOException {

    CallRejectedException(String message) {
        super(message);
    }
}

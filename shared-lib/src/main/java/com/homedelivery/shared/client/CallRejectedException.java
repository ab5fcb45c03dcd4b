package com.homedelivery.shared.client;

import java.io.IOException;

/** A call to another service that was not begun. To the caller it is one that nobody answers. */
final class CallRejectedException extends IOException {

    CallRejectedException(String message) {
        super(message);
    }
}

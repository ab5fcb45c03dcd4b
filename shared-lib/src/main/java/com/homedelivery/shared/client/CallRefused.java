package com.homedelivery.shared.client;

import java.io.IOException;

/** A call to another service that was not begun. To the caller it is one that nobody answers. */
final class CallRefused extends IOException {

    CallRefused(String message) {
        super(message);
    }
}

package com.homedelivery.shared.api;

import java.io.IOException;

/** A body that went on beyond what is read. */
final class BodyTooLargeException extends IOException {

    BodyTooLargeException() {
        super("The body is larger than allowed");
    }
}

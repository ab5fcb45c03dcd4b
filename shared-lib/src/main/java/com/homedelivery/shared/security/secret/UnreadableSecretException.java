package com.homedelivery.shared.security.secret;

import org.jspecify.annotations.Nullable;

/** A secret was encrypted with a key that is not there any more. Its message names the property, and not the secret. */
public class UnreadableSecretException extends Exception {

    UnreadableSecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

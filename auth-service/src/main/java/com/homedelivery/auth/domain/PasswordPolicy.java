package com.homedelivery.auth.domain;

import java.nio.charset.StandardCharsets;

/** Length limits of passwords, in bytes of UTF-8: BCrypt reads no further than 72. */
public final class PasswordPolicy {

    private static final int MIN_BYTES = 8;
    private static final int MAX_BYTES = 72;

    private PasswordPolicy() {}

    /** Whether a new password may be this one. */
    public static boolean accepts(String password) {
        int length = lengthOf(password);
        return MIN_BYTES <= length && length <= MAX_BYTES;
    }

    /** Whether no account can have this password: cut to what BCrypt reads it might match another. */
    public static boolean isTooLong(String password) {
        return lengthOf(password) > MAX_BYTES;
    }

    private static int lengthOf(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}

package com.homedelivery.auth.domain;

import java.nio.charset.StandardCharsets;

/** What a password must be like. It is counted in bytes of UTF-8, as BCrypt does, which reads no further than 72. */
public final class PasswordRule {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 72;

    private PasswordRule() {}

    /** Whether a new password may be this one. */
    public static boolean accepts(String password) {
        int length = lengthOf(password);
        return SHORTEST <= length && length <= LONGEST;
    }

    /** Whether no account can have this password: cut to what BCrypt reads it might match another. */
    public static boolean isTooLong(String password) {
        return lengthOf(password) > LONGEST;
    }

    private static int lengthOf(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}

package com.homedelivery.user.domain;

import org.jspecify.annotations.Nullable;

/** Normalizes text from clients: leading and trailing white space does not count. */
public final class StringNormalizer {

    private StringNormalizer() {}

    public static @Nullable String strip(@Nullable String sent) {
        return sent == null ? null : sent.strip();
    }

    /** The value of a field after an update: null leaves the current value, an empty text clears it. */
    static @Nullable String merge(@Nullable String current, @Nullable String sent) {
        if (sent == null) {
            return current;
        }
        String stripped = sent.strip();
        return stripped.isEmpty() ? null : stripped;
    }
}

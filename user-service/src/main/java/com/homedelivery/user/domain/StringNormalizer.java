package com.homedelivery.user.domain;

import org.jspecify.annotations.Nullable;

/** Texts that people type into forms. */
final class StringNormalizer {

    private StringNormalizer() {}

    /** What was not sent stays; an empty text wipes out; space around a text does not count. */
    static @Nullable String overwritten(@Nullable String current, @Nullable String sent) {
        if (sent == null) {
            return current;
        }
        String stripped = sent.strip();
        return stripped.isEmpty() ? null : stripped;
    }
}

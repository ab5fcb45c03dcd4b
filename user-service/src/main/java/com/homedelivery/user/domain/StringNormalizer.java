package com.homedelivery.user.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Normalizes text from clients: leading and trailing white space does not count. */
public final class StringNormalizer {

    private StringNormalizer() {}

    public static @Nullable String strip(@Nullable String sent) {
        return sent == null ? null : sent.strip();
    }

    /** The same of a text that may not have been sent at all. */
    public static @Nullable Optional<String> strip(@Nullable Optional<String> sent) {
        return sent == null ? null : sent.map(String::strip);
    }

    /** The value of a field after an update: null leaves the current value; empty, or an empty text, removes it. */
    static @Nullable String merge(@Nullable String current, @Nullable Optional<String> sent) {
        return sent == null
                ? current
                : sent.map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
    }
}

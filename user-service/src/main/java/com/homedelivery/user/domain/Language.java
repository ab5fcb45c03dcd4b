package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Languages that a person may choose: every one of ISO 639-1, whether or not we write in it yet. */
public record Language(String code, String name) {

    public static final int MAX_TAG_LENGTH = 35;

    private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

    /** All of them, by their English names. */
    public static List<Language> all() {
        return Arrays.stream(Locale.getISOLanguages())
                .map(code -> new Language(code, Locale.of(code).getDisplayLanguage(Locale.ENGLISH)))
                .sorted((one, other) -> one.name.compareToIgnoreCase(other.name))
                .toList();
    }

    /**
     * A language tag as BCP 47 writes it: {@code pt-BR} for {@code pt-br}.
     *
     * @throws ValidationException when it is none, or of no language that may be chosen
     */
    static String canonicalTag(String sent) {
        return tagOf(sent)
                .orElseThrow(
                        () -> new ValidationException("language", "must be a language tag (BCP 47) like de or pt-BR"));
    }

    /** The same, empty when it is none. */
    static Optional<String> tagOf(String text) {
        if (text.length() > MAX_TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            return CODES.contains(locale.getLanguage()) ? Optional.of(locale.toLanguageTag()) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }
}

package com.homedelivery.gateway.application;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is read of the catalogue: equal reads have one answer.
 *
 * @param pathAndQuery as the service knows it, as the client wrote it
 * @param languages of the client, the best one first: {@code de,en}; empty when it has not named any that can be read
 */
public record CatalogueRead(String pathAndQuery, String languages) {

    private static final int MAX_LANGUAGES = 3;
    private static final int MAX_HEADER_LENGTH = 200;

    /**
     * A read of a client. Of its languages the first three count, without regions and weights, so that browsers which write them
     * differently share an answer.
     *
     * @param acceptLanguage the client's {@code Accept-Language} (RFC 9110, section 12.5.4)
     */
    public static CatalogueRead of(String pathAndQuery, @Nullable String acceptLanguage) {
        return new CatalogueRead(pathAndQuery, languagesOf(acceptLanguage));
    }

    private static String languagesOf(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAX_HEADER_LENGTH) {
            return "";
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> range.getRange().split("-", 2)[0])
                    .filter(language -> !language.equals("*"))
                    .distinct()
                    .limit(MAX_LANGUAGES)
                    .collect(Collectors.joining(","));
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    int length() {
        return pathAndQuery.length() + languages.length();
    }
}

package com.homedelivery.product.application;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words as searches compare them: in lower case, without accents. The database does the same for what it finds. */
final class WordForm {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private WordForm() {}

    /** The words of a text, separated by spaces; empty for null. */
    static String normal(@Nullable String text) {
        return text == null
                ? ""
                : SEPARATORS.matcher(withoutAccents(text)).replaceAll(" ").strip();
    }

    private static String withoutAccents(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ø", "o");
    }
}

package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SearchWord;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL's {@code tsquery} for a word. Words are of letters and digits only, so that none can be an operator, and are quoted all
 * the same. Beginnings and parts count in names, brands and categories only, which have the weights A to C.
 */
final class TextQuery {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private TextQuery() {}

    /** The word itself, or what is closest to it. */
    static String closest(SearchWord word) {
        return phrase(word.closest());
    }

    /** All that it may stand for. */
    static String loose(SearchWord word) {
        return Stream.of(
                        Stream.of(phrase(word.words())),
                        word.forms().stream().map(TextQuery::quote),
                        word.synonyms().stream().map(TextQuery::phrase),
                        word.isBeginning() ? Stream.of(quote(word.words().getFirst()) + ":*ABC") : Stream.<String>of(),
                        word.parts().stream().map(part -> quote(part) + ":ABC"))
                .flatMap(terms -> terms)
                .collect(Collectors.joining(" | "));
    }

    private static String phrase(List<String> words) {
        return words.stream().map(TextQuery::quote).collect(Collectors.joining(" <-> ", "(", ")"));
    }

    private static String quote(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("A word has letters and digits only");
        }
        return "'" + word + "'";
    }
}

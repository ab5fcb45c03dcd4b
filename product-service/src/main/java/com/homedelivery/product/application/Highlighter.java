package com.homedelivery.product.application;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says where in a text the words of a search are. */
public final class Highlighter {

    /** Digits apart from what follows them: in {@code 500g} both are words. */
    private static final Pattern WORD = Pattern.compile("\\p{N}+|[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}]*");

    private Highlighter() {}

    /**
     * A part of a text, in UTF-16 units as {@code String} counts them in Java and JavaScript.
     *
     * @param start of its first one
     * @param end after its last one
     */
    public record Highlight(int start, int end) {}

    /** The words of the text, first to last, that are meant by one of the search's; none for null. */
    public static List<Highlight> of(@Nullable String text, List<SearchWord> words) {
        List<Highlight> found = new ArrayList<>();
        if (text != null) {
            Matcher word = WORD.matcher(text);
            while (word.find()) {
                String normal = WordForm.normal(word.group());
                if (words.stream().anyMatch(searched -> searched.matches(normal))) {
                    found.add(new Highlight(word.start(), word.end()));
                }
            }
        }
        return List.copyOf(found);
    }
}

package com.homedelivery.product.application;

import com.homedelivery.product.application.SearchIndex.Suggested;
import com.homedelivery.shared.api.error.ValidationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Suggests what somebody may want who is still typing: the last word may go on. */
@Service
public class SuggestProducts {

    /** Products out of which terms, categories and brands are gathered. */
    private static final int SAMPLE = 50;

    private static final int MAX_TERMS = 5;
    private static final int MAX_CATEGORIES = 3;
    private static final int MAX_BRANDS = 3;

    private final SearchIndex index;

    SuggestProducts(SearchIndex index) {
        this.index = index;
    }

    /**
     * What is suggested. Each list has the best first.
     *
     * @param terms texts to search for, which find something
     * @param words what was typed
     * @param correctedText the text without its misspellings; null when it has none
     */
    public record Suggestions(
            List<String> terms,
            List<SuggestedCategory> categories,
            List<String> brands,
            List<CatalogueEntry> products,
            List<SearchWord> words,
            @Nullable String correctedText) {}

    public record SuggestedCategory(String name, String slug) {}

    /**
     * Suggests something for a text; nothing where it has no words.
     *
     * @param language tag of the language to search in, empty for the catalogue's own
     * @param limit maximum number of products
     * @throws ValidationException when the text is longer than {@link ProductFilter#MAX_TEXT_LENGTH}
     */
    public Suggestions suggest(String text, String language, int limit) {
        if (text.length() > ProductFilter.MAX_TEXT_LENGTH) {
            throw new ValidationException("q", "must have at most " + ProductFilter.MAX_TEXT_LENGTH + " characters");
        }
        List<SearchWord> words = index.interpret(text, language, true);
        if (words.isEmpty()) {
            return new Suggestions(List.of(), List.of(), List.of(), List.of(), words, null);
        }
        List<Suggested> sample = index.suggest(language, words, SAMPLE, limit);
        return new Suggestions(
                terms(words, sample),
                categories(words.getLast(), sample),
                brands(words.getLast(), sample),
                sample.stream()
                        .flatMap(product -> Stream.ofNullable(product.entry()))
                        .toList(),
                words,
                SearchProducts.correctedText(words));
    }

    /** The text, its last word completed in the ways in which most of the products have it. */
    private static List<String> terms(List<SearchWord> words, List<Suggested> sample) {
        String before = words.subList(0, words.size() - 1).stream()
                .map(word -> word.corrected() + " ")
                .collect(Collectors.joining());
        return mostFrequent(
                sample.stream()
                        .flatMap(product -> wordsOf(product)
                                .filter(word -> word.length() > 1)
                                .filter(words.getLast()::isCompletedBy)
                                .distinct())
                        .map(word -> before + word),
                MAX_TERMS);
    }

    private static Stream<String> wordsOf(Suggested product) {
        return Stream.of(product.name(), WordForm.normal(product.category()), WordForm.normal(product.brand()))
                .flatMap(text -> Stream.of(text.split(" ")));
    }

    private static List<SuggestedCategory> categories(SearchWord word, List<Suggested> sample) {
        return mostFrequent(
                sample.stream()
                        .filter(product -> hasCompletion(word, product.category()))
                        .flatMap(product -> Stream.ofNullable(product.slug())
                                .map(slug -> new SuggestedCategory(product.category(), slug))),
                MAX_CATEGORIES);
    }

    private static List<String> brands(SearchWord word, List<Suggested> sample) {
        return mostFrequent(
                sample.stream()
                        .flatMap(product -> Stream.ofNullable(product.brand()))
                        .filter(brand -> hasCompletion(word, brand)),
                MAX_BRANDS);
    }

    private static boolean hasCompletion(SearchWord word, String text) {
        return Stream.of(WordForm.normal(text).split(" ")).anyMatch(word::isCompletedBy);
    }

    /** The first of equals stays first. */
    private static <T> List<T> mostFrequent(Stream<T> values, int limit) {
        Map<T, Long> counts =
                values.collect(Collectors.groupingBy(value -> value, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<T, Long>comparingByValue().reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}

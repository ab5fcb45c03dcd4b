package com.homedelivery.product.application;

import com.homedelivery.product.application.SearchIndex.Found;
import com.homedelivery.product.application.SearchIndex.Match;
import com.homedelivery.product.application.SearchIndex.SearchFacets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds products on sale by words, in names, brands, categories and descriptions. A misspelt word finds what was meant, and the
 * beginning or a part of a word those that have it, unless it is a word itself. Where no product has all words, those with some of
 * them are found, the rarest word first.
 */
@Service
public class SearchProducts {

    private final SearchIndex index;

    SearchProducts(SearchIndex index) {
        this.index = index;
    }

    /**
     * A page of what is found.
     *
     * @param entries in the order that was asked for
     * @param total how many are found in all
     * @param words what was searched for; empty where there was no text
     * @param facets how all that is found divides up
     * @param correctedText the text without its misspellings; null when it has none
     * @param isMatchingAll false when no product has all words, and those with some of them were found
     */
    public record SearchResult(
            List<CatalogueEntry> entries,
            long total,
            List<SearchWord> words,
            SearchFacets facets,
            @Nullable String correctedText,
            boolean isMatchingAll) {}

    /**
     * Searches for a page.
     *
     * @param offset how many come before the page
     * @param limit maximum number of entries
     */
    public SearchResult search(SearchCriteria criteria, long offset, int limit) {
        List<SearchWord> words = wordsOf(criteria);
        if (words.isEmpty() && criteria.text() != null) {
            return new SearchResult(List.of(), 0, List.of(), SearchFacets.NONE, null, true);
        }
        Matching matching = find(criteria, words, offset, limit);
        return new SearchResult(
                matching.found().entries(),
                matching.found().total(),
                words,
                index.facets(criteria, words, matching.match()),
                correctedText(words),
                matching.match() == Match.ALL);
    }

    /** The products of a list that is filtered by a text, and how many there are in all. */
    Found list(ProductFilter filter, String language, long offset, int limit) {
        SearchCriteria criteria = SearchCriteria.of(filter, language);
        List<SearchWord> words = wordsOf(criteria);
        if (words.isEmpty()) {
            return new Found(List.of(), 0);
        }
        return find(criteria, words, offset, limit).found();
    }

    private record Matching(Found found, Match match) {}

    private List<SearchWord> wordsOf(SearchCriteria criteria) {
        return criteria.text() == null ? List.of() : index.interpret(criteria.text(), criteria.language(), false);
    }

    private Matching find(SearchCriteria criteria, List<SearchWord> words, long offset, int limit) {
        Found all = index.find(criteria, words, Match.ALL, offset, limit);
        return all.total() > 0 || words.size() < 2
                ? new Matching(all, Match.ALL)
                : new Matching(index.find(criteria, words, Match.ANY, offset, limit), Match.ANY);
    }

    static @Nullable String correctedText(List<SearchWord> words) {
        return words.stream().allMatch(word -> word.correction() == null)
                ? null
                : words.stream().map(SearchWord::corrected).collect(Collectors.joining(" "));
    }
}

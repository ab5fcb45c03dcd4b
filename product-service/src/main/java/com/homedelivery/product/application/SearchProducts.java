package com.homedelivery.product.application;

import com.homedelivery.product.application.SearchIndex.Found;
import com.homedelivery.product.application.SearchIndex.Match;
import com.homedelivery.product.application.SearchIndex.SearchFacets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
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
    private final CatalogueReader catalogue;

    SearchProducts(SearchIndex index, CatalogueReader catalogue) {
        this.index = index;
        this.catalogue = catalogue;
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
                entries(matching.found()),
                matching.found().total(),
                words,
                index.facets(criteria, words, matching.match()),
                correctedText(words),
                matching.match() == Match.ALL);
    }

    /** The products of a list that is filtered by a text, and how many there are in all. */
    Listed list(ProductFilter filter, String language, long offset, int limit) {
        SearchCriteria criteria = SearchCriteria.of(filter, language);
        List<SearchWord> words = wordsOf(criteria);
        if (words.isEmpty()) {
            return new Listed(List.of(), 0);
        }
        Found found = find(criteria, words, offset, limit).found();
        return new Listed(entries(found), found.total());
    }

    record Listed(List<CatalogueEntry> entries, long total) {}

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

    private List<CatalogueEntry> entries(Found found) {
        List<UUID> ids = found.ids();
        return catalogue.byIds(ids).stream()
                .sorted(Comparator.comparing(entry -> ids.indexOf(entry.id())))
                .toList();
    }

    static @Nullable String correctedText(List<SearchWord> words) {
        return words.stream().allMatch(word -> word.correction() == null)
                ? null
                : words.stream().map(SearchWord::corrected).collect(Collectors.joining(" "));
    }
}

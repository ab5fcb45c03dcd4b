package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.Highlighter;
import com.homedelivery.product.application.Highlighter.Highlight;
import com.homedelivery.product.application.SearchIndex.SearchFacets;
import com.homedelivery.product.application.SearchProducts.SearchResult;
import com.homedelivery.product.application.SearchWord;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.Pagination;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found.
 *
 * @param items a page of it, in the order that was asked for
 * @param total how many are found in all
 * @param facets how all that is found divides up; what is chosen in a facet does not count for that facet itself
 * @param correctedQuery what was searched for instead of misspelt words; absent when there were none
 * @param matchesAllWords false when no product has all words, and those with some of them were found
 */
record SearchResponse(
        List<Item> items,
        long total,
        SearchFacets facets,
        @Nullable String correctedQuery,
        boolean matchesAllWords) {

    /** A product that was found, and where in its texts the words are. */
    record Item(ProductResponse product, Highlights highlights) {}

    /**
     * The words in the texts of a product. Nothing is marked in the texts themselves, so nothing in them needs to be escaped.
     *
     * @param name those in its name
     * @param description those in its description
     */
    record Highlights(List<Highlight> name, List<Highlight> description) {

        static Highlights of(ProductResponse product, List<SearchWord> words) {
            return new Highlights(Highlighter.of(product.name(), words), Highlighter.of(product.description(), words));
        }
    }

    static ApiResponse<SearchResponse> envelope(
            SearchResult found, int page, int limit, String language, ImageUrls urls) {
        SearchResponse data = new SearchResponse(
                found.entries().stream()
                        .map(entry -> item(entry, found.words(), language, urls))
                        .toList(),
                found.total(),
                found.facets(),
                found.correctedText(),
                found.isMatchingAll());
        return new ApiResponse<>(true, data, null, Pagination.of(page, limit, found.total()), null, Instant.now());
    }

    private static Item item(CatalogueEntry entry, List<SearchWord> words, String language, ImageUrls urls) {
        ProductResponse product = ProductResponse.of(entry, language, urls);
        return new Item(product, Highlights.of(product, words));
    }
}

package com.homedelivery.product.application;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds products on sale by words. All methods throw {@link org.springframework.dao.QueryTimeoutException} when that takes too
 * long.
 */
public interface SearchIndex {

    /** More words of a text are not looked at. */
    int MAX_WORDS = 10;

    /**
     * What the words of a text stand for, without those that say nothing, such as articles; empty when it has no words.
     *
     * @param language tag of the language, empty for the catalogue's own
     * @param typing whether the last word may go on
     */
    List<SearchWord> interpret(String text, String language, boolean typing);

    /** Where none of the words has to be there, and where all have to. */
    enum Match {
        ANY,
        ALL
    }

    /**
     * The products that match, in the order that the criteria ask for.
     *
     * @param words of the criteria's text, empty for any product
     * @param offset how many come before those that are returned
     */
    Found find(SearchCriteria criteria, List<SearchWord> words, Match match, long offset, int limit);

    /** How the products that match divide up. What is chosen in a facet does not count for that facet itself. */
    SearchFacets facets(SearchCriteria criteria, List<SearchWord> words, Match match);

    /**
     * Products for somebody who is typing, the best first, out of some of those that match.
     *
     * @param sample maximum number of products
     * @param shown how many of them, the best ones, come with all that is shown of them
     */
    List<Suggested> suggest(String language, List<SearchWord> words, int sample, int shown);

    /** @param total how many match in all */
    record Found(List<CatalogueEntry> entries, long total) {}

    /**
     * A product to suggest.
     *
     * @param entry null where it is not to be shown
     * @param name in lower case, words separated by spaces
     * @param category name of its category
     * @param slug that of its category, or null when it is in none
     */
    record Suggested(
            @Nullable CatalogueEntry entry,
            String name,
            String category,
            @Nullable String slug,
            @Nullable String brand) {}

    /**
     * How many of the products found are where. Each at most {@value #MAX_VALUES} values long, the largest first; prices upwards.
     *
     * @param categories all above those that the products are in as well
     */
    record SearchFacets(
            List<CategoryFacet> categories, List<FacetValue> brands, List<FacetValue> diets, List<PriceBand> prices) {

        public static final int MAX_VALUES = 50;

        /** Nothing is found. */
        static final SearchFacets NONE = new SearchFacets(List.of(), List.of(), List.of(), List.of());
    }

    /** @param parent slug of the category above, or null for a root */
    record CategoryFacet(String slug, String name, @Nullable String parent, long count) {}

    record FacetValue(String value, long count) {}

    /**
     * @param from lowest price in it
     * @param to the first price that is above it, or null when none is
     */
    record PriceBand(BigDecimal from, @Nullable BigDecimal to, long count) {}
}

package com.homedelivery.product.web;

import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.product.application.ProductSort;
import com.homedelivery.product.application.SearchCriteria;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query values of a search.
 *
 * @param q words that the products are about; all products when it is missing
 * @param under slug of a category: all that is in it and below
 * @param brand any of these
 * @param diet all of these: {@code vegan}
 * @param minPrice lowest price
 * @param maxPrice highest price
 * @param inStock {@code true} leaves out what is sold out
 * @param sort {@code relevance} (the default), {@code popularity}, {@code name}, {@code price}, {@code -price} or {@code newest}
 */
record SearchQuery(
        @Size(max = ProductFilter.MAX_TEXT_LENGTH) @Nullable String q,
        @Size(max = 80) @Nullable String under,
        @Size(max = SearchCriteria.MAX_CHOICES) @Nullable List<@Size(max = 80) String> brand,
        @Size(max = SearchCriteria.MAX_CHOICES) @Nullable List<@Size(max = 40) String> diet,

        @PositiveOrZero @Digits(integer = 5, fraction = 2) @Nullable
        BigDecimal minPrice,

        @PositiveOrZero @Digits(integer = 5, fraction = 2) @Nullable
        BigDecimal maxPrice,

        @Nullable Boolean inStock,
        @Nullable String sort) {

    /** @param language tag of the language to search in, empty for the catalogue's own */
    SearchCriteria criteria(String language) {
        return new SearchCriteria(
                textOrNull(q),
                language,
                null,
                textOrNull(under),
                null,
                brand == null ? List.of() : brand,
                diet == null ? List.of() : diet,
                minPrice,
                maxPrice,
                Boolean.TRUE.equals(inStock),
                ProductSort.forSearch(sort));
    }

    private static @Nullable String textOrNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

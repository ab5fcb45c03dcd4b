package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ValidationException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer looks for. Null and empty mean any.
 *
 * @param text words that the products are about; null to see all of them
 * @param language tag of the language to search in; empty for the catalogue's own
 * @param category exact name of the category
 * @param under slug of a category: it and all below it
 * @param ids these and no others
 * @param brands any of them
 * @param diets all of them: {@code vegan}
 * @param minPrice lowest price
 * @param maxPrice highest price
 * @param onlyInStock whether what is known to be sold out is left out
 */
public record SearchCriteria(
        @Nullable String text,
        String language,
        @Nullable String category,
        @Nullable String under,
        @Nullable List<UUID> ids,
        List<String> brands,
        List<String> diets,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        boolean onlyInStock,
        ProductSort sort) {

    /** More brands or diets than a customer would choose. */
    public static final int MAX_CHOICES = 20;

    /** @throws ValidationException when the text is too long, or too much is chosen, or the prices are no range */
    public SearchCriteria {
        if (text != null && text.length() > ProductFilter.MAX_TEXT_LENGTH) {
            throw new ValidationException("q", "must have at most " + ProductFilter.MAX_TEXT_LENGTH + " characters");
        }
        check("brand", brands);
        check("diet", diets);
        if (minPrice != null && maxPrice != null && minPrice.compareTo(maxPrice) > 0) {
            throw new ValidationException("minPrice", "must not be above maxPrice");
        }
    }

    /** The search for a list that is filtered by a text among others. */
    static SearchCriteria of(ProductFilter filter, String language) {
        return new SearchCriteria(
                filter.text(),
                language,
                filter.category(),
                filter.under(),
                filter.ids(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                filter.sort());
    }

    private static void check(String field, List<String> choices) {
        if (choices.size() > MAX_CHOICES) {
            throw new ValidationException(field, "must be at most " + MAX_CHOICES);
        }
    }
}

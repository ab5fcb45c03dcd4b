package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which products to list, and in which order. Null means any.
 *
 * @param category its exact name
 * @param under slug of a category: it and all below it
 * @param ids these and no others
 * @param text words, parts of words or misspelt words that the products are about
 */
public record ProductFilter(
        @Nullable String category,
        @Nullable String under,
        @Nullable List<UUID> ids,
        @Nullable String text,
        ProductSort sort) {

    public static final int MAX_IDS = 100;
    public static final int MAX_TEXT_LENGTH = 100;

    /**
     * Validates the values of a request.
     *
     * @param ids any texts: one that is no id is an unknown product
     * @throws ValidationException when there are too many ids, the text is too long or the order is not known
     */
    public static ProductFilter of(
            @Nullable String category,
            @Nullable String under,
            @Nullable List<String> ids,
            @Nullable String text,
            @Nullable String order) {
        String words = text == null || text.isBlank() ? null : text.strip();
        if (words != null && words.length() > MAX_TEXT_LENGTH) {
            throw new ValidationException("q", "must have at most " + MAX_TEXT_LENGTH + " characters");
        }
        return new ProductFilter(
                category == null || category.isBlank() ? null : category.strip(),
                under == null || under.isBlank() ? null : under.strip(),
                ids == null ? null : parse(ids),
                words,
                ProductSort.of(order, words != null));
    }

    /** Whether this is the whole catalogue or a whole category, which an index has in each order. */
    public boolean isBrowsing() {
        return ids == null && text == null;
    }

    /** Whether the ids are the only criterion. */
    public boolean isByIdsOnly() {
        return ids != null && category == null && under == null && text == null && sort == ProductSort.NAME;
    }

    private static List<UUID> parse(List<String> ids) {
        List<String> distinct = ids.stream().map(String::strip).distinct().toList();
        if (distinct.size() > MAX_IDS) {
            throw new ValidationException("ids", "must be at most " + MAX_IDS);
        }
        return distinct.stream()
                .map(ProductFilter::idOrNull)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable UUID idOrNull(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}

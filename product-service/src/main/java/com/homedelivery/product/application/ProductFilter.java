package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which products are asked for, and in which order. What is null does not narrow the choice.
 *
 * @param category its exact name
 * @param ids these and no others
 * @param text words, parts of words or misspelt words that the products are about
 */
public record ProductFilter(
        @Nullable String category,
        @Nullable List<UUID> ids,
        @Nullable String text,
        ProductSort sort) {

    public static final int MOST_IDS = 100;
    public static final int LONGEST_TEXT = 100;

    /**
     * What a client asked for, as it came.
     *
     * @param ids free text to clients: one that cannot be an id names nothing
     * @throws ValidationException when there are too many ids, the text is too long or the order is not known
     */
    public static ProductFilter of(
            @Nullable String category, @Nullable List<String> ids, @Nullable String text, @Nullable String order) {
        String words = text == null || text.isBlank() ? null : text.strip();
        if (words != null && words.length() > LONGEST_TEXT) {
            throw new ValidationException("q", "must have at most " + LONGEST_TEXT + " characters");
        }
        return new ProductFilter(
                category == null || category.isBlank() ? null : category.strip(),
                ids == null ? null : parse(ids),
                words,
                ProductSort.of(order, words != null));
    }

    /** Whether this is the whole catalogue or a whole category, which an index has in each order. */
    public boolean isBrowsing() {
        return ids == null && text == null;
    }

    /** Whether nothing is asked for but some products, by their ids. */
    public boolean isByIdsOnly() {
        return ids != null && category == null && text == null && sort == ProductSort.NAME;
    }

    private static List<UUID> parse(List<String> ids) {
        List<String> distinct = ids.stream().map(String::strip).distinct().toList();
        if (distinct.size() > MOST_IDS) {
            throw new ValidationException("ids", "must be at most " + MOST_IDS);
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

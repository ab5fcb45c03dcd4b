package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orders in which products can be listed, and what a client calls them. The id decides between equals. */
public enum ProductSort {
    NAME("name"),
    CHEAPEST("price"),
    DEAREST("-price"),
    NEWEST("newest"),
    /** Ordered most often lately first: only in searches. */
    POPULARITY("popularity"),
    /** Best match first: only in searches; without a text the same as by popularity. */
    RELEVANCE("relevance");

    private final String choice;

    ProductSort(String choice) {
        this.choice = choice;
    }

    /**
     * Parses the query value.
     *
     * @param choice the query value, or null for the natural order: by relevance when searching, else by name
     * @throws ValidationException naming the choices, when it is none of them
     */
    static ProductSort of(@Nullable String choice, boolean searching) {
        if (choice == null || choice.isEmpty()) {
            return searching ? RELEVANCE : NAME;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.choice.equals(choice))
                .filter(sort -> searching || !sort.isForSearchesOnly())
                .findFirst()
                .orElseThrow(() -> new ValidationException("sort", "must be one of " + choices(searching)));
    }

    /**
     * Parses the query value of a search.
     *
     * @param choice the query value, or null for {@link #RELEVANCE}
     * @throws ValidationException naming the choices, when it is none of them
     */
    public static ProductSort forSearch(@Nullable String choice) {
        return of(choice, true);
    }

    private static String choices(boolean searching) {
        return Arrays.stream(values())
                .filter(sort -> searching || !sort.isForSearchesOnly())
                .map(sort -> sort.choice)
                .collect(Collectors.joining(", "));
    }

    private boolean isForSearchesOnly() {
        return this == RELEVANCE || this == POPULARITY;
    }
}

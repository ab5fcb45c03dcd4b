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
    /** Best match first: only where there is a text to match. */
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
                .filter(sort -> searching || sort != RELEVANCE)
                .findFirst()
                .orElseThrow(() -> new ValidationException("sort", "must be one of " + choices(searching)));
    }

    private static String choices(boolean searching) {
        return Arrays.stream(values())
                .filter(sort -> searching || sort != RELEVANCE)
                .map(sort -> sort.choice)
                .collect(Collectors.joining(", "));
    }
}

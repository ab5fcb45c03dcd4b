package com.homedelivery.product.application;

import com.homedelivery.shared.api.InvalidInput;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orders in which products can be listed, and what a client calls them. */
public enum ProductOrder {
    NAME("name", "name, id"),
    CHEAPEST("price", "price, id"),
    DEAREST("-price", "price desc, id"),
    NEWEST("newest", "created_at desc, id"),
    /** Best match first: only where there is a text to match. */
    RELEVANCE("relevance", """
            ts_rank(search, websearch_to_tsquery('english', :text)) + word_similarity(:text, name) desc, name, id""");

    private final String choice;
    private final String sql;

    ProductOrder(String choice, String sql) {
        this.choice = choice;
        this.sql = sql;
    }

    /**
     * What a client chose.
     *
     * @param choice the query value, or null for the natural order: by relevance when searching, else by name
     * @throws InvalidInput naming the choices, when it is none of them
     */
    static ProductOrder of(@Nullable String choice, boolean searching) {
        if (choice == null || choice.isEmpty()) {
            return searching ? RELEVANCE : NAME;
        }
        return Arrays.stream(values())
                .filter(order -> order.choice.equals(choice))
                .filter(order -> searching || order != RELEVANCE)
                .findFirst()
                .orElseThrow(() -> new InvalidInput("sort", "must be one of " + choices(searching)));
    }

    private static String choices(boolean searching) {
        return Arrays.stream(values())
                .filter(order -> searching || order != RELEVANCE)
                .map(order -> order.choice)
                .collect(Collectors.joining(", "));
    }

    String sql() {
        return sql;
    }
}

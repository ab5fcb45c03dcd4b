package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.ProductSort;

/**
 * An order in SQL, as an index has it.
 *
 * @param sql what stands behind {@code order by}
 * @param comesAfter the condition that an entry comes after the one with {@code :lastKey} and {@code :lastId}
 */
record SortOrder(String sql, String comesAfter) {

    static SortOrder of(ProductSort sort) {
        return switch (sort) {
            case NAME -> new SortOrder("name, id", "(name, id) > (:lastKey, :lastId)");
            case CHEAPEST -> new SortOrder("price, id", "(price, id) > (cast(:lastKey as numeric), :lastId)");
            case DEAREST -> new SortOrder("price desc, id desc", "(price, id) < (cast(:lastKey as numeric), :lastId)");
            case NEWEST ->
                new SortOrder(
                        "created_at desc, id desc", "(created_at, id) < (cast(:lastKey as timestamptz), :lastId)");
            // Only where there is a text; its pages are not read from a last entry.
            case RELEVANCE ->
                new SortOrder(
                        "ts_rank(search, websearch_to_tsquery('english', :words)) + word_similarity(:text, name) desc,"
                                + " name, id",
                        "false");
        };
    }
}

package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.ProductSort;

/**
 * The sort order in SQL, each backed by an index.
 *
 * @param sql what follows {@code order by}
 * @param comesAfter the condition that an entry comes after the one with {@code :lastKey} and {@code :lastId}
 */
record OrderByClause(String sql, String comesAfter) {

    static OrderByClause of(ProductSort sort) {
        return switch (sort) {
            case NAME -> new OrderByClause("name, id", "(name, id) > (:lastKey, :lastId)");
            case CHEAPEST -> new OrderByClause("price, id", "(price, id) > (cast(:lastKey as numeric), :lastId)");
            case DEAREST ->
                new OrderByClause("price desc, id desc", "(price, id) < (cast(:lastKey as numeric), :lastId)");
            case NEWEST ->
                new OrderByClause(
                        "created_at desc, id desc", "(created_at, id) < (cast(:lastKey as timestamptz), :lastId)");
            case POPULARITY, RELEVANCE -> throw new IllegalArgumentException("Only searches are sorted by " + sort);
        };
    }
}

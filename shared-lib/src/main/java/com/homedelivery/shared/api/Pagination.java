package com.homedelivery.shared.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a page stands in its list.
 *
 * @param page number of this page, from 1
 * @param limit most entries a page has
 * @param total entries in the whole list
 * @param totalPages pages in the whole list, 0 when it is empty
 * @param next what a client sends as {@code after} to go on from here; null when there is no more, and in lists that know
 *     page numbers only
 */
public record Pagination(
        int page,
        int limit,
        long total,
        int totalPages,
        @Nullable String next) {

    public static Pagination of(int page, int limit, long total) {
        return new Pagination(page, limit, total, Math.toIntExact((total + limit - 1) / limit), null);
    }

    public Pagination withNext(String cursor) {
        return new Pagination(page, limit, total, totalPages, cursor);
    }
}

package com.homedelivery.shared.api;

/**
 * Where a page stands in its list.
 *
 * @param page number of this page, from 1
 * @param limit most entries a page has
 * @param total entries in the whole list
 * @param totalPages pages in the whole list, 0 when it is empty
 */
public record Pagination(int page, int limit, long total, int totalPages) {

    public static Pagination of(int page, int limit, long total) {
        return new Pagination(page, limit, total, Math.toIntExact((total + limit - 1) / limit));
    }
}

package com.homedelivery.gateway.application;

import org.jspecify.annotations.Nullable;

/**
 * A whole answer of the catalogue that anybody may get.
 *
 * @param contentType as the service says it
 * @param cacheControl as the service says it, {@code public} among others
 * @param etag as the service says it, if it does
 * @param contentLanguage as the service says it, if the answer depends on the client's languages
 * @param body not compressed
 * @param gzip the body compressed, when that is worth it
 */
public record CatalogueResponse(
        @Nullable String contentType,
        String cacheControl,
        @Nullable String etag,
        @Nullable String contentLanguage,
        byte[] body,
        byte @Nullable [] gzip) {

    int bytes() {
        return body.length + (gzip == null ? 0 : gzip.length);
    }
}

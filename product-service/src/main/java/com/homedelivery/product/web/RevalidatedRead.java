package com.homedelivery.product.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** A public read: 304 without reading further when the client has this version already. */
final class RevalidatedRead {

    /** Any cache may store a response, and revalidates it each time: prices are never stale. */
    private static final CacheControl REVALIDATE = CacheControl.noCache().cachePublic();

    private RevalidatedRead() {}

    static <T> ResponseEntity<ApiResponse<T>> respond(
            WebRequest request, EntityTag tag, String language, Supplier<ApiResponse<T>> body) {
        boolean isKnown = request.checkNotModified(tag.toString());
        ResponseEntity.BodyBuilder response = ResponseEntity.status(isKnown ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag.toString())
                .cacheControl(REVALIDATE)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language);
        return isKnown ? response.build() : response.body(body.get());
    }
}

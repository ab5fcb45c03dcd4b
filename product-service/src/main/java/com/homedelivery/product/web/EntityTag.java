package com.homedelivery.product.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ValidationException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/**
 * The version of what a client reads, as an ETag (RFC 9110, section 8.8.3). It is weak: two responses of one version
 * differ in the envelope's timestamp.
 */
record EntityTag(long version) {

    private static final Pattern FORMAT = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    /** Any cache may store a response, and revalidates it each time: prices are never stale. */
    private static final CacheControl REVALIDATE = CacheControl.noCache().cachePublic();

    /** Responds to a public read: 304 without reading further when the client has this version already. */
    <T> ResponseEntity<ApiResponse<T>> respond(WebRequest request, Supplier<ApiResponse<T>> body) {
        if (request.checkNotModified(toString())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(toString())
                    .cacheControl(REVALIDATE)
                    .build();
        }
        return ResponseEntity.ok().eTag(toString()).cacheControl(REVALIDATE).body(body.get());
    }

    /**
     * The version in an {@code If-Match} header, or null when there is none or it is {@code *}.
     *
     * @throws ValidationException when it is not a single ETag of this service
     */
    static @Nullable Long parseIfMatch(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = FORMAT.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ValidationException(HttpHeaders.IF_MATCH, "must be the ETag of a product");
        }
        return Long.valueOf(tag.group(1));
    }

    @Override
    public String toString() {
        return "W/\"" + version + "\"";
    }
}

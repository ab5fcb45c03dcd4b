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
 *
 * @param version of the product, or revision of the whole catalogue
 * @param suffix what else a response of this version depends on: {@code .12-de}
 */
record EntityTag(long version, String suffix) {

    private static final Pattern FORMAT =
            Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.\\d{1,18})?(?:-[A-Za-z-]{1,35})?\"");

    /** Any cache may store a response, and revalidates it each time: prices are never stale. */
    private static final CacheControl REVALIDATE = CacheControl.noCache().cachePublic();

    /** Of what an admin reads or has written. */
    EntityTag(long version) {
        this(version, "");
    }

    /** Responds to a public read: 304 without reading further when the client has this version already. */
    <T> ResponseEntity<ApiResponse<T>> respond(WebRequest request, String language, Supplier<ApiResponse<T>> body) {
        boolean isKnown = request.checkNotModified(toString());
        ResponseEntity.BodyBuilder response = ResponseEntity.status(isKnown ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(toString())
                .cacheControl(REVALIDATE)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language);
        return isKnown ? response.build() : response.body(body.get());
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
            throw new ValidationException(HttpHeaders.IF_MATCH, "must be an ETag of what is changed");
        }
        return Long.valueOf(tag.group(1));
    }

    @Override
    public String toString() {
        return "W/\"" + version + suffix + "\"";
    }
}

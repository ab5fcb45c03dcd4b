package com.homedelivery.order.web;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The version of what an admin reads and changes, as an ETag (RFC 9110, section 8.8.3). */
record EntityTag(long version) {

    private static final Pattern FORMAT = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

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
            throw new ValidationException(HttpHeaders.IF_MATCH, "must be an ETag as it was answered");
        }
        return Long.valueOf(tag.group(1));
    }

    @Override
    public String toString() {
        return "W/\"" + version + "\"";
    }
}

package com.homedelivery.shared.api.conditional;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The version of what a client reads and changes, as an ETag (RFC 9110, section 8.8.3). It is weak: two responses of one version
 * differ in the envelope's timestamp.
 *
 * @param version goes up with every change, 0 to 10^18 - 1
 * @param suffix what else a response of this version depends on, such as {@code .12-de}; empty for nothing
 */
public record EntityTag(long version, String suffix) {

    private static final Pattern FORMAT =
            Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.\\d{1,18})?(?:-[A-Za-z-]{1,35})?\"");

    /** Of what depends on nothing but its version. */
    public EntityTag(long version) {
        this(version, "");
    }

    /**
     * The version in an {@code If-Match} header (RFC 9110, section 13.1.1), or null when there is none or it is {@code *}, so that any
     * version will do. Other than there, a weak tag matches as a strong one does, for what it stands for here is the version that is
     * changed and not the bytes that were answered; and a list of tags is refused, for a client has read one version.
     *
     * @throws ValidationException with the field {@code If-Match} when it is not a single ETag as services answer it
     */
    public static @Nullable Long parseIfMatch(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = FORMAT.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ValidationException(HttpHeaders.IF_MATCH, "must be an ETag as it was answered");
        }
        return Long.valueOf(tag.group(1));
    }

    /** As a header has it: {@code W/"7-de"}. */
    @Override
    public String toString() {
        return "W/\"" + version + suffix + "\"";
    }
}

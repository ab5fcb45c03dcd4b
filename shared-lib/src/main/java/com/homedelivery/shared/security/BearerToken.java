package com.homedelivery.shared.security;

import org.jspecify.annotations.Nullable;

/** The token in an {@code Authorization} header (RFC 6750, section 2.1). */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token, or null when the header is missing or of another scheme. */
    public static @Nullable String in(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    public static String header(String token) {
        return SCHEME + token;
    }
}

package com.homedelivery.auth.domain;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret that somebody else holds, a refresh token or what was mailed: 256 random bits in the URL-safe alphabet of RFC 4648.
 * Only its hash is ever stored.
 *
 * @param value 43 characters
 */
public record OpaqueSecret(String value) {

    private static final int BYTES = 32;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static OpaqueSecret random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new OpaqueSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty when the text cannot be such a secret: an access token, say. */
    public static Optional<OpaqueSecret> parse(String text) {
        return FORMAT.matcher(text).matches() ? Optional.of(new OpaqueSecret(text)) : Optional.empty();
    }

    public String hash() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "OpaqueSecret";
    }
}

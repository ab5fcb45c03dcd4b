package com.homedelivery.cart.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a guest shows to use a cart without an account: 256 random bits. Whoever has it has the cart, so it is kept nowhere:
 * the cart is found by an id that is made of it, from which nobody gets back to the token.
 *
 * @param text base64url without padding, 43 characters
 */
public record GuestToken(String text) {

    private static final int BYTES = 32;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A token that nobody ever had. */
    public static GuestToken create() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new GuestToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Empty when the text is no token. */
    public static Optional<GuestToken> parse(String text) {
        return FORMAT.matcher(text).matches() ? Optional.of(new GuestToken(text)) : Optional.empty();
    }

    /**
     * The id of the guest's cart, a version 8 UUID (RFC 9562, section 5.8) of the token's SHA-256: no account has such an
     * id, for theirs are of version 7.
     */
    public UUID cartId() {
        ByteBuffer digest = ByteBuffer.wrap(sha256(text));
        long high = digest.getLong() & ~0xF000L | 0x8000L;
        long low = digest.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GuestToken of cart " + cartId();
    }
}

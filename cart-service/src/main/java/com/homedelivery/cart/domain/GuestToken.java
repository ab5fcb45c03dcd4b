package com.homedelivery.cart.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a guest shows to use a cart without an account. Whoever has it has the cart, so it is kept nowhere: the cart is found by
 * an id that is made of it, from which nobody gets back to the token.
 *
 * @param text as it is shown
 * @param issuedAt when this shop made it, in whole seconds
 */
public record GuestToken(String text, Instant issuedAt) {

    /** For how long a cart may be begun with it. With a cart that is there it is good for as long as the cart is. */
    public static final Duration BEGINS_CARTS_FOR = Duration.ofDays(1);

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

    /** Whether a cart may still be begun with it. */
    public boolean beginsCartAt(Instant now) {
        return now.isBefore(issuedAt.plus(BEGINS_CARTS_FOR));
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

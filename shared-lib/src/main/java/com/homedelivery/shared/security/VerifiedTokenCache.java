package com.homedelivery.shared.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Tokens that were verified lately, by their SHA-256: the tokens themselves are not kept in memory, and a token that
 * differs in one bit is another one. Invalid tokens are not cached, so that guesses do not evict valid ones.
 */
final class VerifiedTokenCache {

    private static final int MAX_TOKENS = 20_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Cache<ByteBuffer, VerifiedToken> tokens = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterAccess(UNUSED)
            .build();

    /** The token as it was verified before, if it has not expired at {@code now}; else as it is verified at this moment. */
    VerifiedToken get(String token, Instant now, Function<String, VerifiedToken> verification) {
        ByteBuffer key = ByteBuffer.wrap(sha256(token));
        VerifiedToken known = tokens.getIfPresent(key);
        if (known != null && now.isBefore(known.expiresAt())) {
            return known;
        }
        VerifiedToken verified = verification.apply(token);
        tokens.put(key, verified);
        return verified;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}

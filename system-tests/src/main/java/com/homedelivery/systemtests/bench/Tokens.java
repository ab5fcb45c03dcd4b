package com.homedelivery.systemtests.bench;

import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens as the auth service does: see {@code docs/rest-api.md}. */
final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SecretKey key;

    /** @param secret {@code JWT_SECRET} of the suite */
    Tokens(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** @param role {@code user} or {@code rider} */
    String of(UUID userId, String email, String role) {
        Instant now = Instant.now();
        return Jwts.builder()
                .id(UUID.randomUUID().toString())
                .issuer("home-delivery")
                .subject(userId.toString())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .claim("userId", userId.toString())
                .claim("email", email)
                .claim("role", role)
                .claim("epoch", 0)
                .signWith(key, Jwts.SIG.HS256)
                .compact();
    }
}

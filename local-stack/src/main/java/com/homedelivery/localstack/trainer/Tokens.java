package com.homedelivery.localstack.trainer;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;

/** Signs and reads a token, as every service does. */
final class Tokens {

    private static final byte[] SECRET = new byte[32];

    private Tokens() {}

    static void rehearse() {
        SecretKey key = Keys.hmacShaKeyFor(SECRET);
        String token = Jwts.builder()
                .subject("trainer")
                .claim("role", "user")
                .issuedAt(Date.from(Instant.now()))
                .expiration(Date.from(Instant.now().plusSeconds(60)))
                .signWith(key)
                .compact();
        Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
    }
}

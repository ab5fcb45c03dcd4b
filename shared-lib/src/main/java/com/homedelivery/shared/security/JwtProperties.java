package com.homedelivery.shared.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are signed.
 *
 * @param secret shared secret of HS256, from {@code JWT_SECRET}, at least 32 bytes (RFC 7518, section 3.2)
 * @param issuer the {@code iss} claim that is written and demanded
 * @param accessTtl how long a person's access token is good for
 * @param serviceTtl how long a token between services is good for
 */
@ConfigurationProperties("homedelivery.jwt")
public record JwtProperties(
        String secret,
        @DefaultValue("home-delivery") String issuer,
        @DefaultValue("24h") Duration accessTtl,
        @DefaultValue("60s") Duration serviceTtl) {

    private static final int SHORTEST_SECRET = 32;
    /** What {@code .env.example} says: everybody knows it. */
    private static final String PLACEHOLDER = "change-me";

    public JwtProperties {
        if (secret == null || secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("JWT_SECRET must be set, to at least 32 bytes");
        }
        if (secret.startsWith(PLACEHOLDER)) {
            throw new IllegalArgumentException("JWT_SECRET must be changed from what .env.example says");
        }
    }

    @Override
    public String toString() {
        return "JwtProperties[issuer=" + issuer + ", accessTtl=" + accessTtl + "]";
    }
}

package com.homedelivery.shared.security;

import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are signed.
 *
 * @param secret shared secret that all services sign and verify tokens with (HS256), at least 32 bytes (RFC 7518, section 3.2)
 * @param issuer the {@code iss} claim that is written into tokens and demanded of them; the same for all services
 * @param accessTtl how long a person's access token is good for; shorter, and a stolen one is of less use, while clients renew
 *     theirs more often
 */
@ConfigurationProperties("homedelivery.jwt")
@Validated
public record JwtProperties(
        String secret,
        @DefaultValue("home-delivery") @NotBlank String issuer,
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration accessTtl) {

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

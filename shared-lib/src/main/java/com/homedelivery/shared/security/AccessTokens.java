package com.homedelivery.shared.security;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads access tokens: JWT (RFC 7519) signed with HS256 and nothing else. A verified token is
 * cached until it expires, so that it is not verified again at every request.
 */
public final class AccessTokens {

    private static final String EPOCH = "epoch";
    private static final String EMAIL_VERIFIED = "emailVerified";
    private static final String SESSION = "sid";

    /** A call between services is over by then; a token that got into the wrong hands is of little use. */
    private static final Duration SERVICE_TTL = Duration.ofMinutes(1);

    private final JwtProperties properties;
    private final SecretKey key;
    private final JwtParser parser;
    private final VerifiedTokenCache cache = new VerifiedTokenCache();
    private final Clock clock;

    public AccessTokens(JwtProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.key = new SecretKeySpec(properties.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.parser = Jwts.parser()
                .verifyWith(key)
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .requireIssuer(properties.issuer())
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** A token for a person whose account has never changed, good for {@link #lifetime()}. */
    public String issueFor(CurrentUser user) {
        return issueFor(user, 0);
    }

    /**
     * A token for a person, good for {@link #lifetime()} and as long as the account does not change.
     *
     * @param epoch how often the account's password or role has changed so far, see {@link TokenRevocationCheck}
     */
    public String issueFor(CurrentUser user, int epoch) {
        // A claim that is null is left out.
        return sign(user.id().toString(), properties.accessTtl())
                .claim(EPOCH, epoch)
                .claim(EMAIL_VERIFIED, user.emailVerified())
                .claim(
                        SESSION,
                        user.sessionId() == null ? null : user.sessionId().toString())
                .claim("userId", user.id().toString())
                .claim("email", user.email())
                .claim("role", user.role().toString())
                .compact();
    }

    /** A short-lived token with which one service calls another. */
    public String issueFor(CallingService service) {
        return sign(service.name(), SERVICE_TTL)
                .claim("role", service.role().toString())
                .compact();
    }

    /** How long a person's token is good for. */
    public Duration lifetime() {
        return properties.accessTtl();
    }

    /** @throws TokenRejectedException when the token is expired, or not one of ours */
    public Caller read(String token) {
        return verified(token).caller();
    }

    /** @throws TokenRejectedException when the token is expired, or not one of ours */
    public VerifiedToken verified(String token) {
        return cache.get(token, clock.instant(), this::verify);
    }

    private VerifiedToken verify(String token) {
        try {
            Claims claims = parser.parseSignedClaims(token).getPayload();
            return new VerifiedToken(callerOf(claims), claims.getExpiration().toInstant(), epochOf(claims));
        } catch (ExpiredJwtException e) {
            throw TokenRejectedException.expired();
        } catch (JwtException | IllegalArgumentException | NullPointerException e) {
            throw TokenRejectedException.invalid();
        }
    }

    private static Caller callerOf(Claims claims) {
        Role role = Role.of(claims.get("role", String.class));
        return role == Role.SERVICE
                ? new CallingService(claims.getSubject())
                : new CurrentUser(
                        UUID.fromString(claims.getSubject()),
                        claims.get("email", String.class),
                        role,
                        !Boolean.FALSE.equals(claims.get(EMAIL_VERIFIED)),
                        sessionOf(claims));
    }

    private static @Nullable UUID sessionOf(Claims claims) {
        String session = claims.get(SESSION, String.class);
        return session == null ? null : UUID.fromString(session);
    }

    /** Tokens from before there were epochs have none. */
    private static int epochOf(Claims claims) {
        return claims.get(EPOCH) instanceof Number epoch ? epoch.intValue() : 0;
    }

    private io.jsonwebtoken.JwtBuilder sign(String subject, Duration lifetime) {
        Instant now = clock.instant();
        return Jwts.builder()
                .id(UUID.randomUUID().toString())
                .issuer(properties.issuer())
                .subject(subject)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(lifetime)))
                .signWith(key, Jwts.SIG.HS256);
    }
}

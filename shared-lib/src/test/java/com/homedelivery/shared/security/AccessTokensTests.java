package com.homedelivery.shared.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.testing.MovableClock;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessTokensTests {

    private static final String SECRET = "a-secret-of-more-than-sixty-four-bytes-so-that-hs512-could-be-used-too!!";
    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    private static final CurrentUser ANN =
            new CurrentUser(UUID.fromString("01940000-0000-7000-8000-000000000001"), "ann@example.test", Role.USER);

    private final AccessTokens tokens = tokensAt(NOW);

    @Test
    void readsBackWhomItWasIssuedFor() {
        assertThat(tokens.read(tokens.issueFor(ANN))).isEqualTo(ANN);
        assertThat(tokens.read(tokens.issueFor(new CallingService("order-service"))))
                .isEqualTo(new CallingService("order-service"));
    }

    @Test
    void remembersHowOftenTheAccountHadChanged() {
        assertThat(tokens.verified(tokens.issueFor(ANN, 3)).epoch()).isEqualTo(3);
        assertThat(tokens.verified(tokens.issueFor(ANN)).epoch()).isZero();
        assertThat(tokens.verified(signed("home-delivery", "user", ANN.id().toString()))
                        .epoch())
                .as("a token from before there were epochs")
                .isZero();
    }

    @Test
    void tellsWhetherTheAddressIsVerifiedAndWhichSessionItIsOf() {
        CurrentUser unverified = new CurrentUser(ANN.id(), ANN.email(), Role.USER, false, UUID.randomUUID());

        assertThat(tokens.read(tokens.issueFor(unverified))).isEqualTo(unverified);
        assertThat(tokens.read(signed("home-delivery", "user", ANN.id().toString())))
                .as("a token from before this was told")
                .isInstanceOfSatisfying(CurrentUser.class, user -> {
                    assertThat(user.emailVerified()).isTrue();
                    assertThat(user.sessionId()).isNull();
                });
    }

    @Test
    void carriesTheClaimsThatClientsRead() {
        String payload =
                new String(Base64.getUrlDecoder().decode(tokens.issueFor(ANN).split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(payload)
                .contains("\"sub\":\"" + ANN.id() + "\"", "\"userId\":\"" + ANN.id() + "\"")
                .contains(
                        "\"email\":\"ann@example.test\"",
                        "\"role\":\"user\"",
                        "\"iss\":",
                        "\"jti\":",
                        "\"iat\":",
                        "\"exp\":");
    }

    @Test
    void expiresOnTheSecond() {
        String token = tokens.issueFor(ANN);
        assertThat(tokensAt(NOW.plus(Duration.ofHours(24)).minusSeconds(1)).read(token))
                .isEqualTo(ANN);
        assertRejected(
                CommonErrorCode.TOKEN_EXPIRED,
                () -> tokensAt(NOW.plus(Duration.ofHours(24)).plusSeconds(1)).read(token));
    }

    @Test
    void verifiesATokenOnceAndNoLongerThanItIsGood() {
        MovableClock clock = MovableClock.standingAt(NOW);
        AccessTokens remembering = new AccessTokens(properties(SECRET), clock);
        String token = remembering.issueFor(ANN);

        VerifiedToken first = remembering.verified(token);
        clock.putForward(Duration.ofHours(24).minusSeconds(1));
        assertThat(remembering.verified(token)).isSameAs(first);

        clock.putForward(Duration.ofSeconds(2));
        assertRejected(CommonErrorCode.TOKEN_EXPIRED, () -> remembering.verified(token));
    }

    @Test
    void doesNotTakeAForgedTokenForOneThatItKnows() {
        String good = tokens.issueFor(ANN);
        tokens.verified(good);
        String signature = good.substring(good.lastIndexOf('.') + 1);
        String forged = good.substring(0, good.lastIndexOf('.') + 1)
                + (signature.startsWith("A") ? "B" : "A")
                + signature.substring(1);

        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.verified(forged));
        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.verified(forged));
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String garbage : new String[] {"", "x", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "....."}) {
            assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.read(garbage));
        }
    }

    @Test
    void refusesAnotherSecret() {
        var other = new AccessTokens(
                properties("another-secret-that-is-long-enough-for-hs256"), Clock.fixed(NOW, ZoneOffset.UTC));
        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.read(other.issueFor(ANN)));
    }

    @Test
    void refusesAnotherAlgorithmWithTheSameSecret() {
        SecretKeySpec key = new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512");
        String hs512 = adminToken().signWith(key, Jwts.SIG.HS512).compact();
        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.read(hs512));
    }

    @Test
    void refusesAnUnsignedToken() {
        String unsigned = adminToken().compact();
        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.read(unsigned));
    }

    private static JwtBuilder adminToken() {
        return Jwts.builder()
                .issuer("home-delivery")
                .subject(ANN.id().toString())
                .claim("role", "admin")
                .expiration(Date.from(NOW.plusSeconds(60)));
    }

    @Test
    void refusesAForeignIssuerAnUnknownRoleAndAMissingClaim() {
        assertRejected(
                CommonErrorCode.INVALID_TOKEN,
                () -> tokens.read(signed("somebody", "user", ANN.id().toString())));
        assertRejected(
                CommonErrorCode.INVALID_TOKEN,
                () -> tokens.read(signed("home-delivery", "root", ANN.id().toString())));
        assertRejected(CommonErrorCode.INVALID_TOKEN, () -> tokens.read(signed("home-delivery", "user", "no-uuid")));
        assertRejected(
                CommonErrorCode.INVALID_TOKEN,
                () -> tokens.read(signed("home-delivery", null, ANN.id().toString())));
    }

    @Test
    void doesNotStartWithAShortSecret() {
        assertThatThrownBy(() -> properties("short")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> properties("")).hasMessageContaining("JWT_SECRET");
    }

    @Test
    void doesNotStartWithTheSecretThatEverybodyKnows() {
        assertThatThrownBy(() -> properties("change-me-change-me-change-me-change-me-change-me"))
                .hasMessageContaining("JWT_SECRET must be changed");
    }

    private static String signed(String issuer, String role, String subject) {
        return Jwts.builder()
                .issuer(issuer)
                .subject(subject)
                .claim("role", role)
                .expiration(Date.from(NOW.plusSeconds(60)))
                .signWith(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), Jwts.SIG.HS256)
                .compact();
    }

    private static void assertRejected(ErrorCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        TokenRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private static AccessTokens tokensAt(Instant now) {
        return new AccessTokens(properties(SECRET), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static JwtProperties properties(String secret) {
        return new JwtProperties(secret, "home-delivery", Duration.ofHours(24));
    }
}

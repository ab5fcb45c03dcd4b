package com.homedelivery.cart.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedGuestTokensTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    private final SignedGuestTokens tokens = tokensOf("a secret of at least thirty-two bytes");

    @Test
    void areNeverTheSameTwice() {
        assertThat(Stream.generate(tokens::create).limit(1_000).map(GuestToken::text))
                .doesNotHaveDuplicates();
    }

    @Test
    void areKnownAgainByEveryInstanceWithTheTimeAtWhichTheyWereMade() {
        GuestToken token = tokens.create();

        assertThat(token.issuedAt()).isEqualTo(NOW);
        assertThat(tokens.parse(token.text())).contains(token);
        assertThat(tokensOf("a secret of at least thirty-two bytes").parse(token.text()))
                .contains(token);
        assertThat(tokensOf("another secret of thirty-two bytes").parse(token.text()))
                .isEmpty();
    }

    @Test
    void areNoTokensWhenAnyOfTheirBitsIsAnother() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.create().text());

        assertThat(IntStream.range(0, bytes.length * Byte.SIZE)).allSatisfy(bit -> {
            byte[] other = bytes.clone();
            other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(tokens.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(other)))
                    .isEmpty();
        });
    }

    @Test
    void areWrittenInOneWay() {
        String text = tokens.create().text();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        assertThat(alphabet.chars().mapToObj(last -> text.substring(0, 42) + (char) last))
                .filteredOn(other -> tokens.parse(other).isPresent())
                .containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0198c0de-0000-7000-8000-000000000001",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}"
            })
    void areNothingElse(String text) {
        assertThat(tokens.parse(text)).isEmpty();
    }

    private static SignedGuestTokens tokensOf(String secret) {
        return new SignedGuestTokens(
                new JwtProperties(secret, "home-delivery", Duration.ofHours(1)), MovableClock.standingAt(NOW));
    }
}

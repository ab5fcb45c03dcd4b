package com.homedelivery.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuestTokenTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    private final GuestToken token = new GuestToken("A".repeat(43), NOW);

    @Test
    void leadsToOneCartThatIsNoCustomers() {
        assertThat(token.cartId()).isEqualTo(new GuestToken(token.text(), NOW).cartId());
        assertThat(token.cartId()).isNotEqualTo(new GuestToken("B".repeat(43), NOW).cartId());
        assertThat(token.cartId().version()).isEqualTo(8);
        assertThat(token.cartId().variant()).isEqualTo(2);
    }

    @Test
    void beginsACartForADay() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(token.beginsCartAt(tomorrow.minusSeconds(1))).isTrue();
        assertThat(token.beginsCartAt(tomorrow)).isFalse();
    }

    @Test
    void isNotWrittenIntoLogs() {
        assertThat(token.toString()).doesNotContain(token.text());
    }
}

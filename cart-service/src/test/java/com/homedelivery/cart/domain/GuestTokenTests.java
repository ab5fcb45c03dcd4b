package com.homedelivery.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestTokenTests {

    @Test
    void isNeverTheSameTwice() {
        assertThat(Stream.generate(GuestToken::create).limit(1_000).map(GuestToken::text))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(GuestToken.parse(text)).isPresent());
    }

    @Test
    void leadsToOneCartThatIsNoCustomers() {
        GuestToken token = GuestToken.create();

        assertThat(token.cartId()).isEqualTo(new GuestToken(token.text()).cartId());
        assertThat(token.cartId()).isNotEqualTo(GuestToken.create().cartId());
        assertThat(token.cartId().version()).isEqualTo(8);
        assertThat(token.cartId().variant()).isEqualTo(2);
    }

    @Test
    void isNotWrittenIntoLogs() {
        GuestToken token = GuestToken.create();

        assertThat(token.toString()).doesNotContain(token.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0198c0de-0000-7000-8000-000000000001",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}"
            })
    void isNothingElse(String text) {
        assertThat(GuestToken.parse(text)).isEmpty();
    }
}

package com.homedelivery.payment.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected signatures were made with {@code openssl dgst -sha256 -hmac}, not with the code under test. */
class StripeSignatureTests {

    private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000L);
    private static final String SECRET = "whsec_test_secret";
    private static final byte[] BODY = "{\"id\":\"evt_1\",\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    private static final String V1 = "74a11abdd08483d064a2a1571e7881b084c522f9f3ccd0b800ec8c74aba47fc2";

    @Test
    void acceptsWhatWasSigned() {
        accepted("t=1700000000,v1=" + V1, SIGNED);
    }

    @Test
    void acceptsOneOfSeveralSignaturesWhileASecretIsRolled() {
        accepted("t=1700000000, v1=" + "0".repeat(64) + ", v1=" + V1 + ",v0=whatever", SIGNED);
    }

    @Test
    void acceptsUpToFiveMinutes() {
        accepted("t=1700000000,v1=" + V1, SIGNED.plusSeconds(300));
        refused("t=1700000000,v1=" + V1, SIGNED.plusSeconds(301));
        refused("t=1700000000,v1=" + V1, SIGNED.minusSeconds(301));
    }

    @Test
    void refusesATimestampThatWasNotSigned() {
        refused("t=1700000001,v1=" + V1, SIGNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "t=1700000000",
                "v1=" + V1,
                "t=,v1=" + V1,
                "t=1700000000,v1=",
                "t=1700000000,v0=" + V1,
                "t=99999999999999999999,v1=" + V1,
            })
    void refusesHeadersThatAreNotOfTheScheme(String header) {
        refused(header, SIGNED);
    }

    @Test
    void refusesAMissingHeader() {
        assertThatThrownBy(() -> StripeSignature.parse(null)).isInstanceOf(WebhookRefusedException.class);
    }

    @Test
    void refusesAnotherBodyAndAnotherSecret() {
        StripeSignature signature = StripeSignature.parse("t=1700000000,v1=" + V1);
        assertThatThrownBy(() -> signature.verify(new byte[0], SECRET, SIGNED))
                .isInstanceOf(WebhookRefusedException.class);
        assertThatThrownBy(() -> signature.verify(BODY, "whsec_other", SIGNED))
                .isInstanceOf(WebhookRefusedException.class);
    }

    private static void accepted(String header, Instant now) {
        assertThatCode(() -> StripeSignature.parse(header).verify(BODY, SECRET, now))
                .doesNotThrowAnyException();
    }

    private static void refused(String header, Instant now) {
        assertThatThrownBy(() -> StripeSignature.parse(header).verify(BODY, SECRET, now))
                .isInstanceOf(WebhookRefusedException.class);
    }
}

package com.homedelivery.notification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTests {

    /** The example of Twilio's own libraries. */
    private static final TwilioSignature EXAMPLE = new TwilioSignature(
            "https://mycompany.com/myapp.php?foo=1&bar=2",
            Map.of(
                    "CallSid", List.of("CA1234567890ABCDE"),
                    "Caller", List.of("+14158675309"),
                    "Digits", List.of("1234"),
                    "From", List.of("+14158675309"),
                    "To", List.of("+18005551212")));

    @Test
    void matchesTheExampleOfTwiliosLibraries() {
        assertThat(EXAMPLE.isMatchedBy("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345")).isTrue();
    }

    @Test
    void nothingElseMatches() {
        assertThat(EXAMPLE.isMatchedBy("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12346")).isFalse();
        assertThat(EXAMPLE.isMatchedBy("", "12345")).isFalse();
        assertThat(EXAMPLE.isMatchedBy(null, "12345")).isFalse();
        assertThat(EXAMPLE.isMatchedBy(EXAMPLE.compute(" "), "")).isFalse();
    }
}

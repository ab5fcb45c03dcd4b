package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class EmailAddressTests {

    @Test
    void spaceAroundAndCaseDoNotCount() {
        assertThat(new EmailAddress("  Ann.Smith@Example.COM\n")).isEqualTo(new EmailAddress("ann.smith@example.com"));
    }

    @Test
    void lowerCaseIsTheSameInEveryCountry() {
        Locale here = Locale.getDefault();
        Locale.setDefault(Locale.of("tr"));
        try {
            assertThat(new EmailAddress("INFO@EXAMPLE.COM").value()).isEqualTo("info@example.com");
        } finally {
            Locale.setDefault(here);
        }
    }
}

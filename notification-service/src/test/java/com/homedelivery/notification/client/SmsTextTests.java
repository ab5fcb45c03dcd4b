package com.homedelivery.notification.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsTextTests {

    @Test
    void aTextOfTheGsmAlphabetHas160CharactersInOneSegmentAnd153InEachOfSeveral() {
        assertThat(SmsText.of("x".repeat(160), 10).segments()).isEqualTo(1);
        assertThat(SmsText.of("x".repeat(161), 10).segments()).isEqualTo(2);
        assertThat(SmsText.of("x".repeat(306), 10).segments()).isEqualTo(2);
        assertThat(SmsText.of("x".repeat(307), 10).segments()).isEqualTo(3);
        assertThat(SmsText.of("äöüß" + "x".repeat(156), 10).segments()).isEqualTo(1);
    }

    @Test
    void whatIsOnTheExtensionTableCountsTwice() {
        assertThat(SmsText.of("€".repeat(80), 10).segments()).isEqualTo(1);
        assertThat(SmsText.of("€".repeat(81), 10).segments()).isEqualTo(2);
    }

    @Test
    void oneCharacterOutsideOfTheAlphabetMakesItUcs2() {
        assertThat(SmsText.of("ł" + "x".repeat(69), 10).segments()).isEqualTo(1);
        assertThat(SmsText.of("ł" + "x".repeat(70), 10).segments()).isEqualTo(2);
        assertThat(SmsText.of("🍕".repeat(35), 10).segments()).isEqualTo(1);
        assertThat(SmsText.of("🍕".repeat(36), 10).segments()).isEqualTo(2);
    }

    @Test
    void typographyDoesNotMakeItMoreExpensive() {
        assertThat(SmsText.of("2 × Käse – „gut“ …", 10)).isEqualTo(new SmsText("2 x Käse - \"gut\" ...", 1));
    }

    @Test
    void aTextThatIsTooLongIsCutBetweenCharacters() {
        assertThat(SmsText.of("x".repeat(1000), 2)).satisfies(cut -> {
            assertThat(cut.segments()).isEqualTo(2);
            assertThat(cut.text()).hasSize(306).endsWith("x...");
        });
        assertThat(SmsText.of("🍕".repeat(100), 1).text()).endsWith("🍕...");
    }
}

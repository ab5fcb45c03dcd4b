package com.homedelivery.shared.api.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "W/\"7\", 7",
                "W/\"0\", 0",
                "'  W/\"7\" ', 7",
                "W/\"999999999999999999\", 999999999999999999",
                "W/\"7-de\", 7",
                "W/\"7.12\", 7",
                "W/\"7.12-de-AT\", 7"
            })
    void theVersionOfATagIsRead(String ifMatch, long version) {
        assertThat(EntityTag.parseIfMatch(ifMatch)).isEqualTo(version);
    }

    @Test
    void aWeakTagMatchesAsAStrongOneDoes() {
        assertThat(EntityTag.parseIfMatch("\"7\"")).isEqualTo(EntityTag.parseIfMatch("W/\"7\""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "*")
    void withoutATagAnyVersionWillDo(String ifMatch) {
        assertThat(EntityTag.parseIfMatch(ifMatch)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "W/7",
                "w/\"7\"",
                "\"\"",
                "\"x\"",
                "\"-7\"",
                "\"7",
                "\"7\", \"8\"",
                "*, \"7\"",
                "\"1000000000000000000\"",
                "\"7.\"",
                "\"7-d3\""
            })
    void whatIsNoTagOfAServiceIsRefused(String ifMatch) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> EntityTag.parseIfMatch(ifMatch))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(CommonErrorCode.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @CsvSource({"7, '', W/\"7\"", "7, .12-de, W/\"7.12-de\""})
    void whatIsAnsweredIsUnderstood(long version, String suffix, String header) {
        EntityTag tag = new EntityTag(version, suffix);

        assertThat(tag).hasToString(header);
        assertThat(EntityTag.parseIfMatch(tag.toString())).isEqualTo(version);
    }

    @Test
    void aTagOfAVersionAloneHasNoSuffix() {
        assertThat(new EntityTag(3)).hasToString("W/\"3\"");
    }
}

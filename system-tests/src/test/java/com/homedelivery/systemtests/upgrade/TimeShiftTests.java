package com.homedelivery.systemtests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeShiftTests {

    private static final Instant RECORDED = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant RESTORED = Instant.parse("2027-03-01T13:00:00.9Z");

    private final TimeShift shift = new TimeShift(RECORDED, RESTORED);

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T12:00:00Z,        2027-03-01T13:00:00Z",
        "2026-11-28T11:59:59.123456Z, 2027-03-01T12:59:59.123456Z",
        "2026-11-28 12:00:00.25+00,   2027-03-01 13:00:00.25+00",
        "1795867200000,               1803906000000",
        "1795867200001-7,             1803906000001-7",
        "3:1795867200000,             3:1803906000000"
    })
    void movesTimes(String recorded, String restored) {
        assertThat(shift.applyTo(recorded)).isEqualTo(restored);
    }

    @Test
    void movesEachOfSeveral() {
        assertThat(shift.applyTo("{\"at\":\"2026-11-28T12:00:00.000Z\",\"seen\":1795867200000}"))
                .isEqualTo("{\"at\":\"2027-03-01T13:00:00.000Z\",\"seen\":1803906000000}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28",
                "2026-11-28 12:00:00",
                "1234567890123",
                "17958672000001",
                "a1795867200000b",
                "0192f0c1-1795-7672-8000-017958672000",
                "12.50"
            })
    void leavesEverythingElse(String text) {
        assertThat(shift.applyTo(text)).isEqualTo(text);
    }
}

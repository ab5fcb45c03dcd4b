package com.homedelivery.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class QuietHoursTests {

    private final QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), "Europe/Berlin");

    @Test
    void whatComesInTheNightWaitsTillTheMorningOfTheTimeZone() {
        assertThat(end("2026-01-31T22:30:00Z")).isEqualTo("2026-02-01T06:00:00Z");
        assertThat(end("2026-02-01T05:59:59Z")).isEqualTo("2026-02-01T06:00:00Z");
        assertThat(end("2026-01-31T21:00:00Z")).isEqualTo("2026-02-01T06:00:00Z");
    }

    @Test
    void whatComesByDayDoesNotWait() {
        assertThat(end("2026-01-31T20:59:59Z")).isEqualTo("2026-01-31T20:59:59Z");
        assertThat(end("2026-02-01T06:00:00Z")).isEqualTo("2026-02-01T06:00:00Z");
    }

    @Test
    void theMorningIsThatOfTheClocksThatHaveBeenChanged() {
        assertThat(end("2026-03-28T22:00:00Z")).isEqualTo("2026-03-29T05:00:00Z");
    }

    @Test
    void hoursOfADayDoNotGoOverMidnight() {
        QuietHours siesta = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0), "Etc/UTC");
        assertThat(siesta.endIfWithin(Instant.parse("2026-01-31T14:00:00Z"))).isEqualTo("2026-01-31T15:00:00Z");
        assertThat(siesta.endIfWithin(Instant.parse("2026-01-31T15:00:00Z"))).isEqualTo("2026-01-31T15:00:00Z");
    }

    private Instant end(String moment) {
        return night.endIfWithin(Instant.parse(moment));
    }
}

package com.homedelivery.analytics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.homedelivery.shared.api.error.ValidationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GranularityTests {

    private static final Instant NEW_YEARS_EVE = Instant.parse("2025-12-31T22:30:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:30:00Z");

    @Test
    void aStepBeginsInUtc() {
        assertThat(Granularity.HOUR.startOf(NEW_YEARS_EVE)).isEqualTo("2025-12-31T22:00:00Z");
        assertThat(Granularity.DAY.startOf(NEW_YEARS_EVE)).isEqualTo("2025-12-31T00:00:00Z");
        assertThat(Granularity.MONTH.startOf(NEW_YEARS_EVE)).isEqualTo("2025-12-01T00:00:00Z");
    }

    @Test
    void aPeriodIsCoveredByAllStepsItTouches() {
        Period night = new Period(NEW_YEARS_EVE, NEW_YEAR);

        assertThat(Granularity.HOUR.startsIn(night))
                .containsExactly(
                        Instant.parse("2025-12-31T22:00:00Z"),
                        Instant.parse("2025-12-31T23:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Granularity.DAY.startsIn(night)).hasSize(2);
        assertThat(Granularity.MONTH.startsIn(night))
                .containsExactly(Instant.parse("2025-12-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void theEndIsNotPartOfAPeriod() {
        Period day = new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));

        assertThat(Granularity.DAY.startsIn(day)).hasSize(1);
        assertThat(Granularity.HOUR.startsIn(day)).hasSize(24);
    }

    @Test
    void aPeriodGoesForward() {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> new Period(NEW_YEAR, NEW_YEARS_EVE));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> new Period(NEW_YEAR, NEW_YEAR));
    }

    @Test
    void aPeriodIsNoLongerThanAllowed() {
        Period month = new Period(NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(31)));

        assertThat(month.atMost(Duration.ofDays(31))).isEqualTo(month);
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> month.atMost(Duration.ofDays(30)));
    }

    @Test
    void aFunnelTellsSharesOfAllAndOfTheStepBefore() {
        assertThat(FunnelStep.of(List.of(8L, 6L, 3L, 3L, 1L)))
                .extracting(FunnelStep::orders, FunnelStep::ofAll, FunnelStep::ofPrevious)
                .containsExactly(
                        tuple(8L, 1.0, 1.0),
                        tuple(6L, 0.75, 0.75),
                        tuple(3L, 0.375, 0.5),
                        tuple(3L, 0.375, 1.0),
                        tuple(1L, 0.125, 0.3333));
    }

    @Test
    void anEmptyFunnelIsNoError() {
        assertThat(FunnelStep.of(List.of(0L, 0L, 0L, 0L, 0L)))
                .extracting(FunnelStep::ofAll)
                .containsOnly(0.0);
    }
}

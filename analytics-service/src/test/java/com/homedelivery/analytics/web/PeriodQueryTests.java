package com.homedelivery.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.analytics.domain.Period;
import com.homedelivery.shared.api.error.FieldViolation;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodQueryTests {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    @Test
    void withoutValuesItIsTheLastThirtyDays() {
        assertThat(period(null, null)).isEqualTo(new Period(Instant.parse("2026-01-01T10:15:30Z"), NOW));
    }

    @Test
    void datesAreWholeDays() {
        assertThat(period("2026-01-01", "2026-01-01"))
                .isEqualTo(new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")));
    }

    @Test
    void timestampsAreTakenAsTheyAre() {
        assertThat(period("2026-01-01T08:00:00+02:00", "2026-01-01T09:30:00.500Z"))
                .isEqualTo(
                        new Period(Instant.parse("2026-01-01T06:00:00Z"), Instant.parse("2026-01-01T09:30:00.500Z")));
    }

    @Test
    void anEndAloneIsPrecededByThirtyDays() {
        assertThat(period(null, "2026-01-30").from()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-02-30", "2026-01-01T", "2026-01-01T10:00", "+99999-01-01", "1700-01-01"})
    void whatIsNoDateIsSaidToBeNone(String nonsense) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> period(nonsense, null))
                .satisfies(invalid -> assertThat((List<?>) invalid.details())
                        .first()
                        .isInstanceOfSatisfying(
                                FieldViolation.class,
                                problem -> assertThat(problem.field()).isEqualTo("from")));
    }

    private static Period period(String from, String to) {
        return new PeriodQuery(from, to).periodAt(NOW);
    }
}

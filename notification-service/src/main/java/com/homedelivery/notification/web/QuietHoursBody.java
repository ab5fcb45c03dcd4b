package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.QuietHours;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The hours of each day in which SMS and push messages wait unless they are urgent.
 *
 * @param from {@code 22:00}
 * @param until {@code 07:00}; they may go over midnight
 * @param timeZone of the tz database: {@code Europe/Berlin}
 */
record QuietHoursBody(
        @NotNull @Pattern(regexp = TIME, message = "must be a time of the day, hh:mm") @Nullable
        String from,

        @NotNull @Pattern(regexp = TIME, message = "must be a time of the day, hh:mm") @Nullable
        String until,

        @NotNull @Size(max = 60) @Nullable String timeZone) {

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    static QuietHoursBody of(QuietHours hours) {
        return new QuietHoursBody(hours.from().toString(), hours.until().toString(), hours.timeZone());
    }

    QuietHours toQuietHours() {
        try {
            ZoneId zone = ZoneId.of(String.valueOf(timeZone));
            return new QuietHours(
                    LocalTime.parse(String.valueOf(from)), LocalTime.parse(String.valueOf(until)), zone.getId());
        } catch (DateTimeException e) {
            throw new ValidationException("quietHours.timeZone", "must be a time zone like Europe/Berlin");
        }
    }
}

package com.homedelivery.notification.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours of each day in which nothing but what is urgent makes a noise at the person's.
 *
 * @param from when they begin, in the time zone; they may go over midnight
 * @param until when they end
 * @param timeZone of the tz database: {@code Europe/Berlin}
 */
@Embeddable
public record QuietHours(
        @Column(name = "quiet_from") LocalTime from,
        @Column(name = "quiet_until") LocalTime until,
        @Column(name = "time_zone") String timeZone) {

    /** The same moment outside of quiet hours, or when those end that it lies in. */
    public Instant endIfWithin(Instant moment) {
        ZonedDateTime local = moment.atZone(ZoneId.of(timeZone));
        if (!contains(local.toLocalTime())) {
            return moment;
        }
        ZonedDateTime end = local.with(until);
        return (end.isAfter(local) ? end : local.plusDays(1).with(until)).toInstant();
    }

    private boolean contains(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}

package com.homedelivery.analytics.domain;

import com.homedelivery.shared.api.error.ValidationException;
import java.time.Duration;
import java.time.Instant;

/**
 * The period of a report.
 *
 * @param from first moment in it
 * @param to first moment after it, later than {@code from}
 */
public record Period(Instant from, Instant to) {

    /** @throws ValidationException when it does not end after it begins */
    public Period {
        if (!from.isBefore(to)) {
            throw new ValidationException("from", "must be before to");
        }
    }

    /** @throws ValidationException when it is longer than that */
    public Period atMost(Duration longest) {
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw new ValidationException("from", "must be at most " + longest.toDays() + " days before to");
        }
        return this;
    }
}

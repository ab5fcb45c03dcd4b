package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.StockMovements.Filter;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which movements are wanted; all of what is stated must be so.
 *
 * @param reasonCode why, for programs
 * @param actor the admin who made it
 * @param reference number of the delivery note, or id of the stock take
 * @param from the earliest: a date ({@code 2026-01-31}, UTC) or a timestamp
 * @param to the latest: a date, which is the last day, or a timestamp
 */
record MovementQuery(
        @Nullable MovementKind kind,
        @Nullable MovementReason reasonCode,
        @Nullable UUID actor,
        @Size(max = 100) @Nullable String reference,
        @Nullable String from,
        @Nullable String to) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ValidationException when a time is none */
    Filter of(@Nullable UUID productId) {
        return new Filter(productId, kind, reasonCode, actor, reference, parse("from", from, 0), parse("to", to, 1));
    }

    private static @Nullable Instant parse(String field, @Nullable String text, int daysLater) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new ValidationException(field, "must lie between 1970 and 9999");
            }
            return moment;
        } catch (DateTimeException e) {
            throw new ValidationException(field, "must be a date (2026-01-31) or a timestamp (2026-01-31T10:15:30Z)");
        }
    }
}

package com.homedelivery.shared.ops.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did.
 *
 * @param userId the admin
 * @param action what was asked for; whether a retry worked shows in whether the item is still there
 * @param item {@code dead-letter} or {@code quarantined}
 * @param itemId its id in this service
 * @param stream stream or topic of the event
 * @param reason why, of a discard
 */
public record AuditEntry(
        Instant at,
        UUID userId,
        Action action,
        String item,
        String itemId,
        String stream,
        @Nullable String type,
        @Nullable String eventId,
        @Nullable String reason) {

    /** What can be done about an event. */
    public enum Action {
        RETRY,
        DISCARD
    }
}

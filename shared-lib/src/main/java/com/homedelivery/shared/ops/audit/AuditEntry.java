package com.homedelivery.shared.ops.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did.
 *
 * @param userId the admin
 * @param action what was asked for; whether a retry worked shows in whether the item is still there
 * @param item {@code dead-letter}, {@code quarantined} or {@code fault}
 * @param itemId its id in this service; the name of a fault
 * @param stream stream or topic of the event; empty for a fault
 * @param reason why, of a discard; for how long, of a fault
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

    /** What can be done about an event, or with a fault. */
    public enum Action {
        RETRY,
        DISCARD,
        SWITCH_ON,
        SWITCH_OFF
    }
}

package com.homedelivery.shared.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time of an event that tells how something is now. Who hears two of them goes by the later one. */
public final class EventTime {

    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);

    private EventTime() {}

    /**
     * The time of a change: now, or just after the change before it when that was made by an instance whose clock is ahead.
     *
     * @param last when the change before it was made, null when it is the first
     */
    public static Instant after(@Nullable Instant last, Instant now) {
        if (last == null) {
            return now;
        }
        Instant next = last.plus(SHORTEST_STEP);
        return now.isBefore(next) ? next : now;
    }
}

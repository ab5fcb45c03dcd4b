package com.homedelivery.shared.ops;

import java.util.List;
import java.util.Optional;

/** Where a service keeps the events that a destination refuses. */
public interface QuarantineStore {

    /** Quarantined events in the order in which they happened. */
    List<QuarantinedEvent> page(int offset, int limit);

    long count();

    /** Any text may be asked for. */
    Optional<QuarantinedEvent> find(String id);

    /**
     * Has the event sent again, and those that wait behind it. If it is refused once more, it comes back.
     *
     * @return whether it was in quarantine
     */
    boolean retry(String id);

    /**
     * Gives the event up for this destination; those that wait behind it are sent.
     *
     * @return whether it was in quarantine
     */
    boolean discard(String id);
}

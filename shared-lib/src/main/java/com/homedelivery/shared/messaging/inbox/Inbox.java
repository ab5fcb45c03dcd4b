package com.homedelivery.shared.messaging.inbox;

import com.homedelivery.shared.event.EventMetadata;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers which events this service has acted on. The database's is there by itself; a service without a database
 * brings its own.
 */
public interface Inbox {

    /**
     * Runs the action unless the event was acted on before; what it does and that it did it become true together. What
     * the action throws is passed on, and then nothing happened.
     */
    void once(EventMetadata event, Runnable action);

    /**
     * Runs the actions of those events that were not acted on before, one after the other, as {@link #once} would, but all
     * of it becomes true together. What one of the actions throws is passed on, and then nothing of it happened. When the
     * time is up, the events that have not had their turn are left.
     *
     * @param works in the order in which they are run; an event that stands there twice is acted on once
     * @param atMost how long it may take; the first event has its turn in any case, and one that has begun is finished
     * @return how many, from the first on, are done: acted on now or before. 0 from an inbox that cannot do this
     */
    default int onceEach(List<Work> works, Duration atMost) {
        return 0;
    }

    /** What is to be done about an event. */
    record Work(EventMetadata event, Runnable action) {}

    /**
     * Those of these events that were acted on before, for an inbox that can tell of many at a time: after a loss, the
     * events of a whole hour may come again. An inbox that cannot says so of none, and is asked for each by {@link #once}.
     */
    default Set<UUID> alreadyProcessed(Collection<UUID> events) {
        return Set.of();
    }
}

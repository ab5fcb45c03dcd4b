package com.homedelivery.shared.ops;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a service keeps its dead letters. One bean for each place; of services without one, the list is empty. */
public interface DeadLetterStore {

    /**
     * Dead letters, newest first.
     *
     * @param stream only those of this one, or null for all
     * @param offset how many to leave out
     * @param limit most to give
     */
    List<DeadLetter> newest(@Nullable String stream, int offset, int limit);

    /**
     * Dead letters in the order in which they came.
     *
     * @param type only events of this type, or null for all
     * @param after only those behind this one, or null for all
     * @throws com.homedelivery.shared.api.error.NotFoundException when the place of {@code after} is not known
     */
    List<DeadLetter> oldest(@Nullable String stream, @Nullable String type, @Nullable String after, int limit);

    long count(@Nullable String stream);

    /** Any text may be asked for. */
    Optional<DeadLetter> find(String id);

    /**
     * Has this service act on the event now, and takes the letter away. The event's other readers do not notice. If the
     * service has acted on the event before, nothing but the letter goes.
     *
     * @return whether the letter was there
     * @throws RetryFailedException when the event fails again; the letter stays
     */
    boolean retry(String id);

    /** @return whether the letter was there */
    boolean discard(String id);
}

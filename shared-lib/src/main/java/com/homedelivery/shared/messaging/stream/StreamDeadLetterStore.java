package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.ops.DeadLetterStore;
import java.util.Map;

/**
 * Where a service's {@link StreamConsumer}s put the events that they could not process, until an operator retries or discards
 * them.
 */
public interface StreamDeadLetterStore extends DeadLetterStore {

    /**
     * Keeps an entry and acknowledges it, in this order; nothing happens if it was acknowledged before.
     *
     * @param entries the group to which the entry was given
     * @param fields those of the entry, and {@link DeadLetterFields}
     * @return whether the letter was not there before
     */
    boolean keep(ConsumerGroup entries, Map<String, String> fields);

    /** How many letters of this group's stream wait for an operator. */
    long count(ConsumerGroup entries);
}

package com.homedelivery.shared.messaging;

import com.homedelivery.shared.ops.RetryFailedException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this service does about events.
 *
 * @param byStream by the key of the Redis Stream
 */
record EventProcessors(Map<String, EventProcessor<?>> byStream) {

    private static final Logger log = LoggerFactory.getLogger(EventProcessors.class);

    /** @throws IllegalStateException when a service subscribes twice to a stream: each would get half of the events */
    static EventProcessors of(List<StreamSubscription<?>> subscriptions, Inbox inbox, TracePropagation traces) {
        Map<String, EventProcessor<?>> byStream = new TreeMap<>();
        for (StreamSubscription<?> subscription : subscriptions) {
            String stream =
                    Objects.requireNonNull(subscription.stream().streamKey(), "only streams in Redis are consumed");
            if (byStream.put(stream, new EventProcessor<>(subscription, inbox, traces)) != null) {
                throw new IllegalStateException("More than one StreamSubscription to " + stream);
            }
        }
        return new EventProcessors(Collections.unmodifiableMap(byStream));
    }

    /**
     * Has the service act on a dead letter. The handler itself is called, within the inbox: no other group sees it, and
     * should the service die before the letter is removed, the next retry finds that the event was acted on. What today's
     * subscriptions do not act on is done.
     *
     * @throws RetryFailedException when the handler fails again
     */
    void retry(String stream, Map<String, String> fields) {
        EventProcessor<?> processor = byStream.get(stream);
        if (processor == null || processor.ignores(fields)) {
            return;
        }
        try {
            processor.process(fields);
        } catch (RuntimeException e) {
            if (FailureCategory.of(e) == FailureCategory.STORE_AWAY) {
                throw e;
            }
            log.info("{}: a dead letter failed again", stream, e);
            throw new RetryFailedException(e.toString());
        }
    }
}

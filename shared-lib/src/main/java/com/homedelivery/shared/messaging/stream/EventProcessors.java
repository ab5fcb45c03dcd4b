package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.ops.RetryFailedException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this service does about events, by the key of the Redis Stream. */
public final class EventProcessors {

    private static final Logger log = LoggerFactory.getLogger(EventProcessors.class);

    private final Map<String, EventProcessor<?>> byStream;

    EventProcessors(Map<String, EventProcessor<?>> byStream) {
        this.byStream = byStream;
    }

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

    Map<String, EventProcessor<?>> byStream() {
        return byStream;
    }

    /** Keys of the streams that the service subscribes to. */
    public Set<String> streams() {
        return byStream.keySet();
    }

    /**
     * Has the service act on a dead letter. The handler itself is called, within the inbox: no other group sees it, and
     * should the service die before the letter is removed, the next retry finds that the event was acted on. What today's
     * subscriptions do not act on is done.
     *
     * @throws RetryFailedException when the handler fails again
     */
    public void retry(String stream, Map<String, String> fields) {
        EventProcessor<?> processor = byStream.get(stream);
        if (processor == null || processor.ignores(fields)) {
            return;
        }
        try {
            processor.process(fields);
        } catch (RuntimeException e) {
            if (FailureCategory.of(e) == FailureCategory.DATABASE_UNAVAILABLE) {
                throw e;
            }
            log.info("{}: a dead letter failed again", stream, e);
            throw new RetryFailedException(e.toString());
        }
    }
}

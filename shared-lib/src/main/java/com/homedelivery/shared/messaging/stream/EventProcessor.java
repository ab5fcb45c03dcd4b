package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.UnreadableEventException;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Acts on the entries of a stream as a subscription wants it: reads the event, and calls the handler once for it.
 *
 * @param <E> family of the events
 */
final class EventProcessor<E extends DomainEvent> {

    private final StreamSubscription<E> subscription;
    private final Set<String> ignoredTypes;
    private final Inbox inbox;
    private final TracePropagation traces;

    EventProcessor(StreamSubscription<E> subscription, Inbox inbox, TracePropagation traces) {
        this.subscription = subscription;
        this.ignoredTypes = subscription.ignoredTypes();
        this.inbox = inbox;
        this.traces = traces;
    }

    /** Whether an entry is an event of the contract that the subscription does not name. */
    boolean ignores(Map<String, String> fields) {
        return fields.get(StreamRecordMapper.TYPE) instanceof String type && ignoredTypes.contains(type);
    }

    /** Those of these events that were acted on before, as far as the inbox can tell of many at a time. */
    Set<UUID> alreadyProcessed(Collection<UUID> events) {
        return inbox.alreadyProcessed(events);
    }

    /** Whether several events may be acted on in one transaction. */
    boolean isBatched() {
        return subscription.batched();
    }

    /**
     * What is to be done about an entry.
     *
     * @throws UnreadableEventException when it is no event that today's code knows
     */
    Inbox.Work read(Map<String, String> fields) {
        StreamRecordMapper.Reading<E> read = StreamRecordMapper.read(subscription.stream(), fields);
        EventMetadata event = read.metadata();
        return new Inbox.Work(
                event,
                () -> traces.continueWith(event, () -> subscription.handler().accept(read.event(), event)));
    }

    /**
     * Acts on several events in one transaction, unless that was done before. When anything fails, nothing happened.
     *
     * @param atMost how long it may take
     * @return how many, from the first on, are done
     * @throws RuntimeException what a handler throws
     */
    int processTogether(List<Inbox.Work> events, Duration atMost) {
        return inbox.onceEach(events, atMost);
    }

    /**
     * Acts on an entry, unless that was done before.
     *
     * @return the event's attributes
     * @throws UnreadableEventException when it is no event that today's code knows
     * @throws RuntimeException what the handler throws; then nothing happened
     */
    EventMetadata process(Map<String, String> fields) {
        StreamRecordMapper.Reading<E> read = StreamRecordMapper.read(subscription.stream(), fields);
        EventMetadata event = read.metadata();
        traces.continueWith(
                event, () -> inbox.once(event, () -> subscription.handler().accept(read.event(), event)));
        return event;
    }
}

package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The events of a Redis Stream that a service acts on. A bean of its {@code <Service>Subscriptions}; the service's name is
 * the consumer group, so that of several instances one gets each event.
 *
 * <p>The handler is called at least once for each event and its effects happen exactly once: it runs in the transaction
 * in which the inbox remembers the event's id. It may be called late and, across streams, in any order. When it throws,
 * the event waits and comes again; after a number of tries it is put aside as a dead letter. A lost database is waited
 * out and does not count as a try.
 *
 * <p>Of events that wait, some share a transaction, in the order of their keys, those of one key as they came. When one of
 * them fails, all of it is rolled back and each is acted on in a transaction of its own. Other transactions must therefore
 * take their locks by key, smallest first, or each for one key only. A handler that locks anything beyond that, or waits
 * for another server in its transaction, is subscribed {@link #oneByOne}.
 *
 * <p>Events of the contract that the subscription does not name are acknowledged as they are read, without a transaction.
 * What today's contract does not know is a failure like any other: it may be meant for a newer version of this service.
 *
 * @param <E> family of the events
 * @param stream where they are read
 * @param eventTypes the records that the handler acts on
 * @param handler acts on one event
 * @param batched whether several events may share a transaction
 */
public record StreamSubscription<E extends DomainEvent>(
        EventStream<E> stream,
        Set<Class<? extends E>> eventTypes,
        BiConsumer<E, EventMetadata> handler,
        boolean batched) {

    public StreamSubscription {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** To every event of the stream, unless followed by {@link #only}. */
    public static <E extends DomainEvent> StreamSubscription<E> to(EventStream<E> stream, Consumer<? super E> handler) {
        return withMetadata(stream, (event, _) -> handler.accept(event));
    }

    /** For a handler that needs the event's id or time. */
    public static <E extends DomainEvent> StreamSubscription<E> withMetadata(
            EventStream<E> stream, BiConsumer<E, EventMetadata> handler) {
        return new StreamSubscription<>(stream, everyTypeOf(stream), handler, true);
    }

    /** The same subscription, to these events alone. */
    @SafeVarargs
    public final StreamSubscription<E> only(Class<? extends E>... types) {
        return new StreamSubscription<>(stream, Set.copyOf(List.of(types)), handler, batched);
    }

    /** The same subscription, with a transaction for each event. */
    public StreamSubscription<E> oneByOne() {
        return new StreamSubscription<>(stream, eventTypes, handler, false);
    }

    /** Names on the wire of the events that the contract knows and this subscription does not act on. */
    public Set<String> ignoredTypes() {
        return stream.types().stream()
                .filter(type ->
                        stream.recordFor(type).filter(eventTypes::contains).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends DomainEvent> Set<Class<? extends E>> everyTypeOf(EventStream<E> stream) {
        return stream.types().stream()
                .flatMap(type -> stream.recordFor(type).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}

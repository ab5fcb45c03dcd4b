package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A service's wish to act on the events of a Redis Stream. Declared as a bean; the service's name is the consumer
 * group, so that of several instances one gets each event.
 *
 * <p>The handler is called at least once for each event and its effects happen exactly once: it runs in the transaction
 * in which the inbox remembers the event's id. It may be called late and, across streams, in any order. When it throws,
 * the event waits and comes again; after a number of tries it is put aside as a dead letter. A lost database is waited
 * out and does not count as a try.
 *
 * @param <E> family of the events
 */
public record StreamSubscription<E extends DomainEvent>(EventStream<E> stream, BiConsumer<E, EventMetadata> handler) {

    public static <E extends DomainEvent> StreamSubscription<E> to(EventStream<E> stream, Consumer<? super E> handler) {
        return new StreamSubscription<>(stream, (event, _) -> handler.accept(event));
    }

    /** For a handler that needs the event's id or time. */
    public static <E extends DomainEvent> StreamSubscription<E> withMetadata(
            EventStream<E> stream, BiConsumer<E, EventMetadata> handler) {
        return new StreamSubscription<>(stream, handler);
    }
}

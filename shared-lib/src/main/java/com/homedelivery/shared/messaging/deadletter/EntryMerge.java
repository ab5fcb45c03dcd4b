package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.messaging.redis.EntryId;
import io.lettuce.core.StreamMessage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of several streams as one sequence in the order of their ids, then keys, read in chunks as they are asked for. */
final class EntryMerge {

    /** Most entries that a reader gives at once. */
    static final int CHUNK = 100;

    private final Reader reader;
    private final PriorityQueue<Cursor> cursors;

    /** @param order of the sequence, which the reader follows too */
    EntryMerge(Collection<String> keys, Reader reader, Comparator<EntryId> order) {
        this.reader = reader;
        this.cursors =
                new PriorityQueue<>(Comparator.comparing(Cursor::next, order).thenComparing(cursor -> cursor.key));
        keys.stream().map(Cursor::new).filter(Cursor::hasNext).forEach(cursors::add);
    }

    Stream<StreamMessage<String, String>> stream() {
        return Stream.generate(this::next).takeWhile(Optional::isPresent).flatMap(Optional::stream);
    }

    private Optional<StreamMessage<String, String>> next() {
        Cursor first = cursors.poll();
        if (first == null) {
            return Optional.empty();
        }
        StreamMessage<String, String> entry = first.chunk.remove();
        if (first.hasNext()) {
            cursors.add(first);
        }
        return Optional.of(entry);
    }

    /** Reads the next chunk of a stream. */
    @FunctionalInterface
    interface Reader {

        /** @param last id of the entry to go on behind, or null to begin */
        List<StreamMessage<String, String>> read(String key, @Nullable String last);
    }

    private final class Cursor {

        private final String key;
        private final Deque<StreamMessage<String, String>> chunk = new ArrayDeque<>();
        private @Nullable String last;

        Cursor(String key) {
            this.key = key;
        }

        boolean hasNext() {
            if (chunk.isEmpty()) {
                chunk.addAll(reader.read(key, last));
                if (!chunk.isEmpty()) {
                    last = chunk.getLast().getId();
                }
            }
            return !chunk.isEmpty();
        }

        EntryId next() {
            return EntryId.of(chunk.getFirst().getId());
        }
    }
}

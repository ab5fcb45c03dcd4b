package com.homedelivery.shared.messaging.redis;

import java.util.Comparator;

/**
 * The id of a Redis Stream entry: {@code milliseconds-sequence}.
 *
 * @param millis time of the server when it was added
 * @param sequence counts the entries of one millisecond
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {

    private static final Comparator<EntryId> ORDER =
            Comparator.comparingLong(EntryId::millis).thenComparingLong(EntryId::sequence);

    public static EntryId of(String id) {
        int dash = id.indexOf('-');
        return new EntryId(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}

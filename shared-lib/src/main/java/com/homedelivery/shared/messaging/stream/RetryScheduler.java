package com.homedelivery.shared.messaging.stream;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Entries that failed and wait for their next try. They stay pending in Redis; here is only when, and which. */
final class RetryScheduler {

    private static final int MOST = 1_000;
    private static final int GROWTH = 3;

    private final Duration first;
    private final Duration longest;
    private final PriorityQueue<Retry> queue = new PriorityQueue<>(Comparator.comparingLong(Retry::dueNanos));
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();

    RetryScheduler(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /**
     * The entry has failed, again.
     *
     * @param deliveries what its next delivery counts as
     * @return how long it waits
     */
    Duration schedule(String id, long deliveries) {
        Duration wait = first;
        for (int failed = failures.merge(id, 1, Integer::sum); failed > 1 && wait.compareTo(longest) < 0; failed--) {
            wait = wait.multipliedBy(GROWTH);
        }
        wait = wait.compareTo(longest) < 0 ? wait : longest;
        if (waiting.add(id)) {
            queue.add(new Retry(id, System.nanoTime() + wait.toNanos(), deliveries));
        }
        return wait;
    }

    /** The entry needs no more tries. */
    void forget(String id) {
        failures.remove(id);
    }

    boolean contains(String id) {
        return waiting.contains(id);
    }

    /** Whether so many wait that no new entries should be read. */
    boolean areTooMany() {
        return queue.size() >= MOST;
    }

    /** The next one whose time has come. */
    Optional<Retry> nextDue() {
        Retry next = queue.peek();
        if (next == null || next.dueNanos() - System.nanoTime() > 0) {
            return Optional.empty();
        }
        queue.remove();
        waiting.remove(next.id());
        return Optional.of(next);
    }

    /** The time until the next is due, at most the given one; never zero, which would mean for ever to Redis. */
    Duration untilNext(Duration atMost) {
        Retry next = queue.peek();
        if (next == null) {
            return atMost;
        }
        long millis = Math.ceilDiv(next.dueNanos() - System.nanoTime(), 1_000_000L);
        return Duration.ofMillis(Math.clamp(millis, 1, atMost.toMillis()));
    }

    /**
     * @param dueNanos when, as {@link System#nanoTime()} counts
     * @param deliveries what the delivery counts as
     */
    record Retry(String id, long dueNanos, long deliveries) {}
}

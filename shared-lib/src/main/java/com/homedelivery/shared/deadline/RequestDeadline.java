package com.homedelivery.shared.deadline;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the answer to a request has to be there. Afterwards no client waits for it, and work that has not begun is not
 * worth beginning.
 *
 * <p>A request is served by one thread, and its deadline is bound to that thread. Work in the background has none, nor
 * have threads that a request starts.
 */
public final class RequestDeadline {

    /** How many milliseconds are left. Not a point in time: the clocks of two hosts differ. */
    public static final String HEADER = "X-Request-Timeout-Ms";

    private static final ThreadLocal<RequestDeadline> CURRENT = new ThreadLocal<>();

    private final LongSupplier nanoTime;
    private final long endNanos;

    RequestDeadline(Duration time, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong() + time.toNanos();
    }

    /** For as long as it is open, a thread has another deadline, or none. Closed by the thread that opened it. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** @param time until the deadline, from now on; past at once when it is not positive */
    public static RequestDeadline in(Duration time) {
        return new RequestDeadline(time, System::nanoTime);
    }

    /** The deadline of the request that this thread serves; empty when it serves none. */
    public static Optional<RequestDeadline> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * How long this thread may wait for something.
     *
     * @param wait how long it would wait by itself
     * @return that, or what remains until its deadline when that is less; never negative
     */
    public static Duration atMost(Duration wait) {
        return current()
                .map(RequestDeadline::remaining)
                .filter(remaining -> remaining.compareTo(wait) < 0)
                .orElse(wait);
    }

    /** Whether this thread serves a request whose deadline is past. */
    public static boolean isMissed() {
        return current().map(RequestDeadline::isPast).orElse(false);
    }

    /** For work that has to be done even after the deadline: this thread has none until the scope is closed. */
    public static Scope suspend() {
        return open(null);
    }

    /** Makes this the deadline of the thread. */
    public Scope bind() {
        return open(this);
    }

    /** How long until the deadline; zero when it is past. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    public boolean isPast() {
        return remaining().isZero();
    }

    private static Scope open(@Nullable RequestDeadline deadline) {
        RequestDeadline before = CURRENT.get();
        set(deadline);
        return () -> set(before);
    }

    private static void set(@Nullable RequestDeadline deadline) {
        if (deadline == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(deadline);
        }
    }
}

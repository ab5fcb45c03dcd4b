package com.homedelivery.gateway.application;

import java.time.Duration;
import java.time.Instant;

/**
 * A minute or a second of one caller, as this instance knows it: what it has counted itself, and what its peers had
 * counted when it last heard of them. It begins with its first request; the end that the instances share is Redis's.
 * {@link CallerRateLimit} holds the lock.
 */
final class RequestWindow {

    /** Ends that differ by more are those of two windows; the script knows it as well. */
    private static final Duration SAME_WINDOW = Duration.ofSeconds(1);

    private final String key;
    private final int limit;
    private final Duration length;
    private Instant end = Instant.MIN;
    private long own;
    private long known;
    private long peerCount;

    RequestWindow(String key, int limit, Duration length) {
        this.key = key;
        this.limit = limit;
        this.length = length;
    }

    /** Begins anew when the window is over. */
    void roll(Instant now) {
        if (!now.isBefore(end)) {
            end = now.plus(length);
            own = 0;
            known = 0;
            peerCount = 0;
        }
    }

    void count() {
        own++;
    }

    /** Requests that are left, at least none. */
    long remaining() {
        return Math.max(0, limit - own - peerCount);
    }

    /** Whether the other instances do not know yet of so many requests that this one counted. */
    boolean isAhead(RateLimitTolerance tolerance) {
        return own - known >= tolerance.of(limit);
    }

    Instant end() {
        return end;
    }

    WindowReport report(Instant now) {
        roll(now);
        return new WindowReport(key, own, end, Duration.between(now, end));
    }

    /** Takes over what its peers have counted, unless another window has begun here since the report. */
    void reconcile(WindowReport report, WindowState state) {
        if (!report.end().equals(end)) {
            return;
        }
        boolean hasBegunElsewhere = state.end().isAfter(end.plus(SAME_WINDOW));
        if (hasBegunElsewhere) {
            own = 0;
        }
        known = hasBegunElsewhere ? 0 : report.count();
        peerCount = state.peerCount();
        end = state.end();
    }
}

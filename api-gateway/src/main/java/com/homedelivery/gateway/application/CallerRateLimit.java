package com.homedelivery.gateway.application;

import com.homedelivery.gateway.GatewayProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The rate limit of one caller on one route: decides whether a request passes, by what this instance knows of the caller's
 * minute, and of their second if that has a limit.
 */
public final class CallerRateLimit {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int limit;
    private final RequestWindow minute;
    /** The minute is the first of them. */
    private final List<RequestWindow> windows;

    private final AtomicBoolean queued = new AtomicBoolean();

    CallerRateLimit(String key, GatewayProperties.RateLimit limit) {
        this.limit = limit.perMinute();
        this.minute = new RequestWindow(key + ":minute", limit.perMinute(), RateLimiter.WINDOW);
        this.windows = limit.burst() < limit.perMinute()
                ? List.of(minute, new RequestWindow(key + ":second", limit.burst(), SECOND))
                : List.of(minute);
    }

    /**
     * Counts one request in all windows, or in none when one of them is full.
     *
     * @return empty when the other instances have to be heard first
     */
    synchronized Optional<RateLimitResult> take(Instant now, RateLimitTolerance tolerance) {
        windows.forEach(window -> window.roll(now));
        for (RequestWindow window : windows) {
            if (window.remaining() == 0) {
                return Optional.of(result(Duration.between(now, window.end())));
            }
        }
        for (RequestWindow window : windows) {
            if (window.isAhead(tolerance)) {
                return Optional.empty();
            }
        }
        windows.forEach(RequestWindow::count);
        return Optional.of(result(null));
    }

    private RateLimitResult result(@Nullable Duration retryAfter) {
        return new RateLimitResult(limit, minute.remaining(), minute.end(), retryAfter);
    }

    /** Whether this is to be queued for reporting: false when it is already. */
    public boolean enqueue() {
        return queued.compareAndSet(false, true);
    }

    /** What to tell the other instances. From here on a request queues this again. */
    public synchronized List<WindowReport> report(Instant now) {
        queued.set(false);
        return windows.stream().map(window -> window.report(now)).toList();
    }

    /**
     * Takes over what the other instances have counted.
     *
     * @param reports of {@link #report}, in its order
     * @param states what came back for each of them
     */
    public synchronized void reconcile(List<WindowReport> reports, List<WindowState> states) {
        for (int i = 0; i < windows.size(); i++) {
            windows.get(i).reconcile(reports.get(i), states.get(i));
        }
    }
}

package com.homedelivery.gateway.infrastructure;

import com.homedelivery.gateway.application.CallerRateLimit;
import com.homedelivery.gateway.application.SharedRateLimitCounts;
import com.homedelivery.gateway.application.WindowReport;
import com.homedelivery.gateway.application.WindowState;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Exchanges counts over Redis: once a second, which is also a sign of life, and at once when a caller is too far ahead of
 * what its peers know, or peers appear. One thread does it all and may wait for Redis; no request does, unless it asks to.
 */
@Component
class RedisRateLimitCounts implements SharedRateLimitCounts, SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** So that one exchange does not hold up Redis for its peers. */
    private static final int MAX_CALLERS = 500;

    /** After the connection, and before the server that takes requests. */
    private static final int PHASE = 1;

    /** One exchange may be late because this process stood still. */
    private static final int AWAY_AFTER_FAILURES = 2;

    private static final Logger log = LoggerFactory.getLogger(RedisRateLimitCounts.class);

    private final WindowCountExchange exchange;
    private final Clock clock;
    private final Queue<CallerRateLimit> unreported = new ConcurrentLinkedQueue<>();
    private volatile boolean available;
    private volatile boolean peers;
    private volatile Runnable onPeersAppearing = () -> {};

    private @Nullable ScheduledExecutorService thread;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean requested;
    private int failures;

    RedisRateLimitCounts(WindowCountExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public void report(CallerRateLimit caller) {
        unreported.add(caller);
    }

    @Override
    public void onPeersAppearing(Runnable action) {
        onPeersAppearing = action;
    }

    @Override
    public synchronized CompletableFuture<Void> exchanged() {
        if (thread == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (!requested) {
            requested = true;
            thread.execute(this::exchange);
        }
        return next;
    }

    @Override
    public boolean isAvailable() {
        return available;
    }

    @Override
    public boolean hasPeers() {
        return peers;
    }

    /** The first exchange, which connects, is over before the server takes requests. */
    @Override
    public void start() {
        synchronized (this) {
            thread = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("rate-limit", true));
            thread.scheduleWithFixedDelay(
                    this::exchangeAll, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        exchanged().join();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (thread != null) {
                thread.shutdown();
                thread = null;
            }
        }
        available = false;
        begin().complete(null);
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void exchangeAll() {
        boolean more = true;
        while (more) {
            more = exchange() == MAX_CALLERS && available;
        }
    }

    /** Returns for how many callers. */
    private int exchange() {
        CompletableFuture<Void> exchanged = begin();
        List<CallerRateLimit> callers = drain();
        try {
            exchange(callers);
            failures = 0;
            setAvailable(true);
        } catch (RuntimeException failure) {
            log.debug("Counts were not exchanged", failure);
            failures++;
            setAvailable(available && failures < AWAY_AFTER_FAILURES);
        } finally {
            exchanged.complete(null);
        }
        return callers.size();
    }

    /** Whoever asks from here on means the exchange after this one. */
    private synchronized CompletableFuture<Void> begin() {
        CompletableFuture<Void> current = next;
        next = new CompletableFuture<>();
        requested = false;
        return current;
    }

    private List<CallerRateLimit> drain() {
        List<CallerRateLimit> callers = new ArrayList<>();
        while (callers.size() < MAX_CALLERS) {
            CallerRateLimit caller = unreported.poll();
            if (caller == null) {
                break;
            }
            callers.add(caller);
        }
        return callers;
    }

    private void exchange(List<CallerRateLimit> callers) {
        Instant begun = clock.instant();
        Map<CallerRateLimit, List<WindowReport>> reports = new LinkedHashMap<>();
        callers.forEach(caller -> reports.put(caller, caller.report(begun)));
        WindowCountExchange.Answer answer =
                exchange.with(reports.values().stream().flatMap(List::stream).toList());
        updateInstances(answer.instances());
        Iterator<WindowState> states = answer.windows(clock.instant()).iterator();
        reports.forEach((caller, reported) -> caller.reconcile(
                reported, reported.stream().map(_ -> states.next()).toList()));
    }

    private void updateInstances(long instances) {
        boolean wasAlone = !peers;
        peers = instances > 1;
        if (wasAlone && peers) {
            onPeersAppearing.run();
            exchanged();
        }
    }

    private void setAvailable(boolean nowAvailable) {
        if (available && !nowAvailable) {
            log.warn("Requests are counted by this instance alone: Redis does not answer");
        } else if (!available && nowAvailable) {
            log.info("Requests are counted with the other instances");
        }
        available = nowAvailable;
    }
}

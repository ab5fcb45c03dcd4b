package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.work.BackgroundTask;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the relays with the application and stops them when requests and consumers, who still publish, have ended, but
 * before the connections close.
 */
final class OutboxRelays implements SmartLifecycle {

    /** After the Redis connections (phase 0) and before the web server, for the start; the other way round to stop. */
    private static final int PHASE = 1_000;

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final List<OutboxRelay> relays;
    private final OutboxListener listener;
    private List<BackgroundTask> workers = List.of();

    OutboxRelays(List<OutboxRelay> relays, OutboxListener listener) {
        this.relays = relays;
        this.listener = listener;
    }

    @Override
    public synchronized void start() {
        workers = Stream.concat(
                        relays.stream().map(relay -> BackgroundTask.start(relay.name(), relay::run)),
                        Stream.of(BackgroundTask.start(OutboxListener.NAME, listener::run)))
                .toList();
    }

    @Override
    public synchronized void stop() {
        BackgroundTask.stop(workers, GRACE);
        workers = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !workers.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

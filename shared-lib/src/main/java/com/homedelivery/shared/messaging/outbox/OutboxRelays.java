package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the relays with the application and stops them when requests and consumers, who still publish, have ended, but
 * before the connections close.
 */
final class OutboxRelays extends BackgroundTaskLifecycle {

    /** After the Redis connections (phase 0) and before the web server, for the start; the other way round to stop. */
    private static final int PHASE = 1_000;

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    private final List<OutboxRelay> relays;
    private final OutboxListener listener;

    OutboxRelays(List<OutboxRelay> relays, OutboxListener listener) {
        super(PHASE, SHUTDOWN_TIMEOUT, BackgroundTask.AfterTimeout.INTERRUPT);
        this.relays = relays;
        this.listener = listener;
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return Stream.concat(
                        relays.stream().map(relay -> BackgroundTask.start(relay.name(), relay::run)),
                        Stream.of(BackgroundTask.start(OutboxListener.NAME, listener::run)))
                .toList();
    }
}

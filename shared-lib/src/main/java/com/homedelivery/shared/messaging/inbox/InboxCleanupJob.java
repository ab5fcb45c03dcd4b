package com.homedelivery.shared.messaging.inbox;

import com.homedelivery.shared.work.BackgroundTask;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the inbox forget, in the background. What comes again after that is acted on again; neither transport repeats
 * anything so old by itself.
 */
final class InboxCleanupJob implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxCleanupJob.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;

    private final JdbcInbox inbox;
    private final Duration keep;
    private List<BackgroundTask> workers = List.of();

    InboxCleanupJob(JdbcInbox inbox, Duration keep) {
        this.inbox = inbox;
        this.keep = keep;
    }

    @Override
    public synchronized void start() {
        workers = List.of(BackgroundTask.start("inbox-cleaning", this::clean));
    }

    private void clean(BackgroundTask worker) {
        while (worker.goesOn()) {
            try {
                int forgotten = AT_ONCE;
                while (forgotten == AT_ONCE && worker.goesOn()) {
                    forgotten = inbox.forget(keep, AT_ONCE);
                }
            } catch (RuntimeException e) {
                log.warn("Old inbox rows stay for now: {}", e.toString());
            }
            worker.pause(EVERY);
        }
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
}

package com.homedelivery.shared.messaging.inbox;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old rows of the inbox, in the background. An event that comes again after that is processed again; neither
 * transport repeats anything so old by itself.
 */
final class InboxCleanupJob extends BackgroundTaskLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxCleanupJob.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;

    private final JdbcInbox inbox;
    private final Duration keep;

    InboxCleanupJob(JdbcInbox inbox, Duration keep) {
        super(SHUTDOWN_TIMEOUT);
        this.inbox = inbox;
        this.keep = keep;
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return List.of(BackgroundTask.start("inbox-cleanup", this::cleanUp));
    }

    private void cleanUp(BackgroundTask task) {
        while (task.isRunning()) {
            try {
                int forgotten = AT_ONCE;
                while (forgotten == AT_ONCE && task.isRunning()) {
                    forgotten = inbox.forget(keep, AT_ONCE);
                }
            } catch (RuntimeException e) {
                log.warn("Old inbox rows stay for now: {}", e.toString());
            }
            task.pause(EVERY);
        }
    }
}

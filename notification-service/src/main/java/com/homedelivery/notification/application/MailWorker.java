package com.homedelivery.notification.application;

import com.homedelivery.shared.api.ServerDown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs {@link MailRoom} whenever something is due: it sleeps until then, or until the bell rings. Every now and then it
 * looks by itself, for work that another instance has left behind.
 */
@Component
class MailWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailWorker.class);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final MailRoom mailRoom;
    private final MailBell bell;
    private final Clock clock;
    private volatile boolean running;
    private @Nullable Thread thread;

    MailWorker(MailRoom mailRoom, MailBell bell, Clock clock) {
        this.mailRoom = mailRoom;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("mail").start(this::work);
    }

    @Override
    public synchronized void stop() {
        running = false;
        bell.ring();
        if (thread != null) {
            try {
                thread.join(FAREWELL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        try {
            while (running) {
                bell.await(round());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round, and how long to sleep after it. */
    private Duration round() {
        try {
            return mailRoom.round().map(this::until).orElse(LONGEST_SLEEP);
        } catch (RuntimeException e) {
            if (ServerDown.isCauseOf(e)) {
                log.warn("Sending mail waits for the database: {}", e.toString());
            } else {
                log.error("Sending mail failed; it goes on in a moment", e);
            }
            return AFTER_FAILURE;
        }
    }

    private Duration until(Instant due) {
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        // A millisecond more, or the last fraction of one would be spent in busy rounds.
        return wait.compareTo(LONGEST_SLEEP) < 0 ? wait.plusMillis(1) : LONGEST_SLEEP;
    }
}

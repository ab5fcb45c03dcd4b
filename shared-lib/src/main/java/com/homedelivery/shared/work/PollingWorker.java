package com.homedelivery.shared.work;

import com.homedelivery.shared.api.error.OutageClassifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a round of work whenever something is due: it sleeps until then, or until it is woken by a {@link WakeUpSignal}.
 * Every two seconds it looks by itself, for work that another instance has left behind. A round that fails is followed by
 * the next one after a second. Where rounds are to be some time apart, what becomes due meanwhile is done in one.
 *
 * <p>As a bean it starts and stops with the application; a round that is under way is given five seconds to finish.
 */
public final class PollingWorker extends BackgroundTaskLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PollingWorker.class);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Optional<Instant>> round;
    private final WakeUpSignal signal;
    private final Clock clock;
    private final Duration linger;

    /**
     * @param name for the log and the thread, which does one round after the other
     * @param round does what is due now, or one batch of it; gives when the next is due, perhaps already; empty when
     *     nothing waits
     * @param signal ends the sleep early
     * @param clock the one that tells when something is due
     */
    public PollingWorker(String name, Supplier<Optional<Instant>> round, WakeUpSignal signal, Clock clock) {
        this(name, round, signal, clock, Duration.ZERO);
    }

    /**
     * Does work that can wait a little, in fewer rounds.
     *
     * @param linger how long to wait after a round that left nothing due, however soon the next is due
     */
    public PollingWorker(
            String name, Supplier<Optional<Instant>> round, WakeUpSignal signal, Clock clock, Duration linger) {
        super(DEFAULT_PHASE, SHUTDOWN_TIMEOUT, BackgroundTask.AfterTimeout.LEAVE);
        this.name = name;
        this.round = round;
        this.signal = signal;
        this.clock = clock;
        this.linger = linger;
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return List.of(BackgroundTask.start(name, this::run));
    }

    private void run(BackgroundTask task) {
        while (task.isRunning()) {
            Duration sleep = round();
            if (!sleep.isZero()) {
                task.pause(linger);
                task.await(signal, sleep);
            }
        }
    }

    /** One round, and how long to sleep after it. */
    private Duration round() {
        try {
            return round.get().map(this::until).orElse(LONGEST_SLEEP);
        } catch (RuntimeException | Error e) {
            if (OutageClassifier.isCauseOf(e)) {
                log.warn("{} waits for the database: {}", name, e.toString());
            } else {
                log.error("{} failed; it goes on in a moment", name, e);
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

package com.homedelivery.shared.work;

import java.time.Duration;
import org.slf4j.Logger;

/** A server that does not answer: says so once, makes the waits longer, and says when it is over. */
public final class BackoffLogger {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Logger log;
    private final String who;
    private Duration wait = Duration.ZERO;

    public BackoffLogger(Logger log, String who) {
        this.log = log;
        this.who = who;
    }

    /** Another attempt has failed: how long to wait before the next. */
    public Duration failed(Throwable cause) {
        if (wait.isZero()) {
            log.warn("{}: trying again until it works: {}", who, rootOf(cause).toString());
            wait = FIRST_WAIT;
        } else {
            log.debug("{}: still not working", who, cause);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return wait;
    }

    public void over() {
        if (!wait.isZero()) {
            log.info("{}: works again", who);
            wait = Duration.ZERO;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

package com.homedelivery.shared.work;

import java.time.Duration;
import org.slf4j.Logger;

/** Exponential backoff while a server does not answer, from 100 ms to 5 s; logs the first failure and the recovery. */
public final class BackoffLogger {

    private static final Duration INITIAL_DELAY = Duration.ofMillis(100);
    private static final Duration MAX_DELAY = Duration.ofSeconds(5);

    private final Logger log;
    private final String name;
    private Duration delay = Duration.ZERO;

    public BackoffLogger(Logger log, String name) {
        this.log = log;
        this.name = name;
    }

    /** Another attempt has failed: how long to wait before the next. */
    public Duration failed(Throwable cause) {
        if (delay.isZero()) {
            log.warn("{}: trying again until it works: {}", name, rootOf(cause).toString());
            delay = INITIAL_DELAY;
        } else {
            log.debug("{}: still not working", name, cause);
            delay = delay.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? delay.multipliedBy(2) : MAX_DELAY;
        }
        return delay;
    }

    public void recovered() {
        if (!delay.isZero()) {
            log.info("{}: works again", name);
            delay = Duration.ZERO;
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
